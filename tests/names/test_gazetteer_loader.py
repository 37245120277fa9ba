from pathlib import Path

import pytest

from extractors.errors import GazetteerError
from extractors.names.gazetteer import COLUMNS, FILES, load_gazetteer

HEADER = "\t".join(COLUMNS)


def shelf(tmp_path: Path, **rows: str) -> Path:
    for file in FILES:
        body = rows.get(file.removesuffix(".tsv"), "")
        (tmp_path / file).write_text(f"{HEADER}\n{body}", encoding="utf-8")
    return tmp_path


def line(**cells: str) -> str:
    return "\t".join(cells.get(column, "") for column in COLUMNS) + "\n"


def test_names_are_found_in_their_language_however_they_are_spelled(tmp_path: Path) -> None:
    folder = shelf(
        tmp_path,
        places=line(id="izmir", en="Izmir", tr="İzmir", ar="إزمير", names="en:Smyrna | ar:ازمير"),
    )
    gazetteer = load_gazetteer(folder)
    for name, language in (("İZMİR", "tr"), ("smyrna", "en"), ("أزمير", "ar")):
        assert [f.entry.id for f in gazetteer.find(name, language)] == ["izmir"]
    assert gazetteer.find("Smyrna", "tr") == ()
    assert [f.entry.id for f in gazetteer.find_any("ازمير", "ar")] == ["izmir"]


def test_short_forms_and_years_are_read(tmp_path: Path) -> None:
    folder = shelf(
        tmp_path,
        persons=line(id="x-y", en="X Y", names="tr:Karabekir* | tr:Kâzım Karabekir"),
        places=line(id="gyumri", en="Gyumri", names="ru:Александрополь[1837/1924]"),
    )
    gazetteer = load_gazetteer(folder)
    assert [n.short for n in gazetteer["x-y"].names] == [False, True, False]
    assert gazetteer["gyumri"].names[1].years == "1837/1924"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"id": "Bad Id", "en": "X"}, "lower-case"),
        ({"id": "a", "en": "X", "names": "X without language"}, "lang:name"),
        ({"id": "a", "en": "X", "names": "xx:Name"}, "lang:name"),
        ({"id": "a", "en": "X", "lat": "91"}, "-90 to 90"),
        ({"id": "a", "en": "X", "lon": "east"}, "decimal degrees"),
        ({"id": "a", "en": "X", "part_of": "nowhere"}, "no entry's id"),
        ({"id": "a", "en": "X", "wikidata": "43"}, "write Q and digits"),
        ({"id": "a"}, "'en' is empty"),
    ],
)
def test_a_wrong_row_is_told_with_file_line_and_mend(
    tmp_path: Path, cells: dict[str, str], says: str
) -> None:
    folder = shelf(tmp_path, places=line(**cells))
    with pytest.raises(GazetteerError, match="line 2") as told:
        load_gazetteer(folder)
    assert says in str(told.value)
    assert "places.tsv" in str(told.value)


def test_an_id_stands_once_over_all_files(tmp_path: Path) -> None:
    row = line(id="georgia", en="Georgia")
    with pytest.raises(GazetteerError, match="stands already in"):
        load_gazetteer(shelf(tmp_path, places=row, organisations=row))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="missing"):
        load_gazetteer(tmp_path)


def test_the_gazetteer_that_ships_loads_and_is_read_once() -> None:
    assert load_gazetteer() is load_gazetteer()
    assert load_gazetteer().find("Ankara", "tr")[0].entry.type == "Place"
