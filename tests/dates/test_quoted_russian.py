"""Russian that a text quotes: its dates are read, and nothing else of it."""

from __future__ import annotations

from pathlib import Path

from extractors.pipeline import extract
from extractors.text.source import read_source

TEXT = """\
Gülistan Antlaşması'nın metni uzun süre bilinmemiş, tarihçiler bu antlaşmanın hükümlerini ancak sonraki \
yıllarda yayımlanan derlemelerden öğrenmiştir. Bu konuda bir Rus tarihçi, antlaşmanın imzalanmasını ve \
daha sonra onaylanmasını anlatırken şöyle yazmıştır:

«Трактат был подписан 12 (24) октября 1813 г. в селении Гюлистан, а его ратификация состоялась \
15 сентября 1814 года. В начале 1815 г. он был напечатан, и это было важным событием для края, \
которое современники не сразу оценили по достоинству, так как условия его держали в тайне.»

Bu ifadeler 1866 yılında yayımlanan bir kitapta geçer ve antlaşmanın önemini anlatır. Ancak yazar, bu \
antlaşmanın hangi şartlar altında hazırlandığını ve iki tarafın bundan ne beklediğini anlatmamıştır; bunun \
için daha sonra yayımlanan belgelere bakmak gerekir.
"""


def test_a_russian_quotation_gives_its_dates_and_no_names_or_events(tmp_path: Path) -> None:
    file = tmp_path / "gulistan.txt"
    file.write_text(TEXT, encoding="utf-8")
    found = extract(read_source(file))
    russian = [(d.value.edtf, d.language) for d in found.dates if d.language == "ru"]
    assert russian == [("1813-10-24", "ru"), ("1814-09-15", "ru"), ("1815~", "ru")]
    assert [d.value.edtf for d in found.dates if d.language == "tr"] == ["1866"]
    assert {m.language for m in found.mentions} == {"tr"}
    assert all(t.language == "tr" for e in found.events for t in e.tellings)
