"""Reference sets: what is read of RDF, and what is found in them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates.edtf import day_number
from kg.identity.things import Thing
from kg.linking.loading import ReferenceSetError, load_reference
from kg.linking.reference import Reference
from kg.linking.shape import days, item_of, point
from tests.linking.wikidata import Item, class_triples, triples, write

KARS = Item(
    "Q11", {"en": "Kars", "ar": "قارص"}, (("Karc", "en"),), ("Q515",), "1878", lat=40.6, lon=43.1,
    description="city",
)  # fmt: skip


def open_set(folder: Path, *files: Path) -> Reference:
    load_reference(files, folder / "reference.sqlite")
    return Reference(folder / "reference.sqlite")


def test_an_item_is_found_by_its_names_in_every_script(tmp_path: Path) -> None:
    reference = open_set(tmp_path, write(tmp_path / "a.nt", [KARS]))
    for name, language in (("Kars", "tr"), ("قارص", "ar"), ("Карс", "ru"), ("Qars", "az")):
        one = Thing("x", "Place", names=((name, language, 1),))
        [(iri, (found,))] = reference.find([one])
        assert (iri, found.item) == ("x", "Q11")
    assert found.labels == (("Karc", "en", True), ("Kars", "en", False), ("قارص", "ar", False))
    assert set(found.classes) == {"Q515", "Q486972", "Q27096213"}
    assert (found.lat, found.lon, found.description) == (40.6, 43.1, "city")
    assert (found.first, found.last) == (day_number(1878, 1, 1), None)
    reference.close()


def test_what_is_said_of_an_item_may_stand_anywhere(tmp_path: Path) -> None:
    lines = [*class_triples(), *triples([KARS])]
    (tmp_path / "one.nt").write_text("".join(lines), encoding="utf-8")
    other = Item("Q12", {"en": "Van"}, (), ("Q515",))
    mixed = [line for line in lines for line in (line, *triples([other]))]
    (tmp_path / "mixed.nt").write_text("".join(reversed(mixed)), encoding="utf-8")
    together, apart = (
        open_set(folder, tmp_path / name)
        for folder, name in ((tmp_path, "one.nt"), (tmp_path / "b", "mixed.nt"))
        if not folder.mkdir(exist_ok=True)
    )
    assert together.read(["Q11"]) == apart.read(["Q11"])
    assert list(apart.read(["Q12", "Q99"])) == ["Q12"]
    together.close()
    apart.close()


def test_it_is_not_made_again_of_the_same_files(tmp_path: Path) -> None:
    source = write(tmp_path / "a.nt", [KARS])
    assert load_reference([source], tmp_path / "r.sqlite")
    assert not load_reference([source], tmp_path / "r.sqlite")
    packed = tmp_path / "a.nt.gz"
    packed.write_bytes(gzip.compress(source.read_bytes()))
    assert load_reference([packed], tmp_path / "r.sqlite")


def test_a_broken_file_leaves_the_set_as_it_was(tmp_path: Path) -> None:
    reference = open_set(tmp_path, write(tmp_path / "a.nt", [KARS]))
    (tmp_path / "b.ttl").write_text("this is <no RDF", encoding="utf-8")
    with pytest.raises(ReferenceSetError, match=r"b\.ttl"):
        load_reference([tmp_path / "b.ttl"], tmp_path / "reference.sqlite")
    assert len(reference) == 1
    assert not list(tmp_path.glob("*.part"))
    reference.close()


def test_a_common_name_gives_a_bounded_number_of_candidates(tmp_path: Path) -> None:
    many = [Item(f"Q{n}", {"en": f"Ali R{'aeiou'[n % 5]}za"}, (), ("Q5",)) for n in range(1, 400)]
    reference = open_set(tmp_path, write(tmp_path / "a.nt", many))
    [(_, found)] = reference.find([Thing("x", "Person", names=(("Ali Reza", "en", 1),))])
    assert 50 <= len(found) <= 100
    assert any(label == "Ali Reza" for label, _, _ in found[0].labels)
    reference.close()


@given(st.integers(-3000, 3000), st.integers(1, 12), st.integers(1, 28))
def test_days_are_read_as_they_are_written(year: int, month: int, day: int) -> None:
    sign = "-" if year < 0 else ""
    found = days(f"{sign}{abs(year):04d}-{month:02d}-{day:02d}T00:00:00Z")
    assert found is not None
    first, last = found
    assert first == day_number(year, month, day)
    assert last == (day_number(year, 12, 31) if month == day == 1 else first)


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(text: str) -> None:
    days(text)
    point(text)
    item_of(text)
