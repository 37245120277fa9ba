"""Every example of the pattern files, and the texts of held_out.toml, give what they say."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from extractors.dates.check import check_dates, example_fault, read_dates
from extractors.dates.months import month_follows
from extractors.dates.patterns import Example, load_grammar, read_grammar
from extractors.errors import LanguageDataError
from extractors.language import Language, language_codes, load_language

HELD_OUT = tomllib.loads(Path(__file__).with_name("held_out.toml").read_text("utf-8"))["text"]
EXAMPLES = [
    pytest.param(example, code, id=f"{code}: {example.name}")
    for code in language_codes()
    for example in load_grammar(code).examples
]


@pytest.mark.parametrize(("example", "language"), EXAMPLES)
def test_example(example: Example, language: str) -> None:
    assert example_fault(example, language) is None


@pytest.mark.parametrize("case", HELD_OUT, ids=lambda c: f"{c['language']}: {c['text'][:40]}")
def test_held_out_text(case: dict[str, str]) -> None:
    text = case["text"]
    given = [[text[d.start : d.end], d.value.edtf] for d in read_dates(text, case["language"])]
    assert given == case["gives"]


@pytest.mark.parametrize("language", language_codes())
def test_each_language_has_enough_examples(language: str) -> None:
    held_out = sum(len(case["gives"]) for case in HELD_OUT if case["language"] == language)
    assert len(load_grammar(language).examples) + held_out >= 60
    assert check_dates(language) == []


def _copy(folder: Path, name: str, old: str, new: str) -> Language:
    """English with one line of one table changed."""
    english = load_language("en")
    shutil.copytree(english.folder, folder / "en")
    path = folder / "en" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return Language(
        code="en",
        name="English",
        casing="default",
        direction="ltr",
        folder=folder / "en",
        settings={},
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("dates.toml", 'name = "iso day"', 'name = "day month"', "without a name of its own"),
        ("dates.toml", "{yearfour}-{monthnumber}", "{yearfive}-{monthnumber}", "no slot"),
        ("dates.toml", "<bce>", "<bcf>", "no fragment or word list '<bcf>'"),
        ("dates.toml", 'h = "[[{yearfour}]] (', 'h = "at|[[{yearfour}]] (', "alternatives around"),
        ("dates.toml", 'match = "{yearfour}-', 'match = "({yearfour}-', "no regular expression"),
        ("dates.toml", "set = { relative = 1", "set = { relative = 9", "can't set relative"),
        ("dates.toml", 'kind = "range"', 'kind = "rang"', "kind must be one of"),
        ("months.tsv", "1\tJanuary", "13\tJanuary", "is no month"),
        ("months.tsv", "February|", "January|", "names another month"),
        ("numbers.tsv", "1\tone\tcardinal", "x\tone\tcardinal", "is no number"),
        ("datewords.tsv", "season\tspring\t", "season\tlent\t", "is no value of the slot"),
        ("datewords.tsv", "circa\t\t", "circa\tx\t", "plain word list"),
    ],
)
def test_a_wrong_table_is_told(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    with pytest.raises(LanguageDataError, match=told) as fault:
        read_grammar(_copy(tmp_path, name, old, new))
    assert fault.value.path.name == name


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        (" Mayıs’ta geldi", True),
        (" may 1863-cü ildə", True),
        (" September they met", True),
        (" أيار سنة 1919", True),
        (" Martaloslar", False),
        (" kişi geldi", False),
        ("", False),
    ],
)
def test_whether_a_month_follows_a_number(text: str, follows: bool) -> None:
    assert month_follows("5" + text, 1) is follows
