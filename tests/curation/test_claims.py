"""Verdicts on claims find them again by what they say, and change what the store answers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.construction.corpus import Summary, build
from kg.curation.adding import add_claim, add_link, add_pair
from kg.curation.claims import Told, means
from kg.curation.files import CurationError
from kg.curation.model import ClaimVerdict, LinkVerdict, Pair
from kg.queries.resolve import resolver
from kg.queries.saved import load_query, run_query
from kg.store.folder import find_store
from kg.store.snapshot import open_snapshot
from tests.store.conftest import write_shelf

BASE = "https://histkg.example/"
KARS = "event/treaty-of-kars"
CLAIM = Told(
    "claim", f"{BASE}id/event/x/kars", "date", ("1921-10-13",), "It was signed on 13 October 1921."
)
TWO = {
    "one.txt": "The Treaty of Kars was signed at Kars on 13 October 1921.\n",
    "two.txt": "The Treaty of Kars was signed at Kars on 23 October 1921.\n",
}


def verdict(word: str = "wrong", **said: str) -> ClaimVerdict:
    held = {
        "document": "two.txt",
        "event": KARS,
        "property": "date",
        "value": "1921-10-23",
        "quote": "on 23  October\n1921",
        "because": "a misprint",
        "author": "A. Reader",
        "date": "2024-05-31",
    }
    return ClaimVerdict(**{**held, **said}, verdict=word)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"event": "event/x/kars"}, True),
        ({"event": f"{BASE}id/event/x/kars"}, True),
        ({"event": "event/short"}, True),
        ({"event": "event/other"}, False),
        ({"quote": "signed on\n13"}, True),
        ({"quote": "Before. It was signed on 13 October 1921. After."}, True),
        ({"quote": ""}, True),
        ({"quote": "on 14 October"}, False),
        ({"value": "1921-10"}, False),
        ({"property": "place"}, False),
    ],
    ids=str,
)
def test_a_claim_is_known_by_what_it_says(said: dict[str, str], meant: bool) -> None:
    wanted = {"event": "event/x/kars", "value": "1921-10-13", "quote": "13 October", **said}
    aliases = {CLAIM.event: {CLAIM.event, f"{BASE}id/event/short"}}
    assert means(verdict(**wanted), CLAIM, aliases, BASE) is meant


@pytest.fixture
def again(tmp_path: Path) -> Callable[[], Summary]:
    """Build two texts that date one treaty differently, with the decisions made so far."""
    shelf = write_shelf(tmp_path / "shelf", TWO)
    return lambda: build([shelf], tmp_path / "store", workers=0)


def answers(store: Path, name: str, column: str, **given: str) -> list[str]:
    with open_snapshot(store) as snapshot:
        rows = run_query(
            snapshot.index, load_query(name), given, resolver(snapshot.index, snapshot.base)
        )
        assert isinstance(rows, ox.QuerySolutions)
        return [row[column].value for row in rows]


def dates(store: Path) -> list[str]:
    with open_snapshot(store) as snapshot:
        said = f"SELECT ?d {{ <{BASE}id/{KARS}> <{BASE}ns#date>/<{BASE}ns#edtf> ?d }}"
        rows = snapshot.index.query(said)
        assert isinstance(rows, ox.QuerySolutions)
        return sorted({row["d"].value for row in rows})


def test_what_is_wrong_counts_no_more(tmp_path: Path, again: Callable[[], Summary]) -> None:
    again()
    store = tmp_path / "store"
    assert dates(store) == ["1921-10-13", "1921-10-23"]
    assert "1921-10-23" in answers(store, "event_claims", "value")
    add_claim(tmp_path / "curation", verdict())
    summary = again()
    assert len(summary.unchanged) == 2  # no document is read again
    assert summary.generation == "0002"
    assert summary.missing == []
    assert dates(store) == ["1921-10-13"]
    assert "1921-10-23" not in answers(store, "event_claims", "value")
    assert answers(store, "disagreements", "label") == []
    assert answers(store, "overruled", "because") == ["a misprint"]
    assert answers(store, "overruled", "author") == ["A. Reader"]
    assert again().generation == "0002"  # the same decisions, the same generation


def test_a_verdict_taken_back_leaves_no_trace(tmp_path: Path, again: Callable[[], Summary]) -> None:
    again()

    def files() -> dict[str, bytes]:
        folder = find_store(tmp_path / "store").current()
        assert folder is not None
        return {p.name: p.read_bytes() for p in sorted((folder / "quads").iterdir())}

    before = files()
    add_claim(tmp_path / "curation", verdict())
    again()
    assert files() != before
    shutil.rmtree(tmp_path / "curation")
    again()
    assert files() == before


def test_of_what_is_preferred_the_view_has_nothing_else(
    tmp_path: Path, again: Callable[[], Summary]
) -> None:
    add_claim(tmp_path / "curation", verdict("preferred"))
    again()
    assert dates(tmp_path / "store") == ["1921-10-23"]
    assert "1921-10-13" in answers(tmp_path / "store", "event_claims", "value")


def test_that_a_document_tells_of_an_event_can_be_wrong(
    tmp_path: Path, again: Callable[[], Summary]
) -> None:
    add_claim(tmp_path / "curation", verdict(property="type", value="Treaty", quote=""))
    again()
    assert answers(tmp_path / "store", "event_passages", "doc") == ["one.txt"]


def test_what_means_nothing_is_reported(tmp_path: Path, again: Callable[[], Summary]) -> None:
    folder = tmp_path / "curation"
    add_claim(folder, verdict(quote="on 24 October"))
    add_claim(folder, verdict(document="gone.txt"))
    add_claim(folder, verdict())
    add_pair(folder, "same", Pair("person/x", "person/y", "", "A", "2024-05-31"))
    add_link(folder, LinkVerdict("place/nowhere", "Q1", "accepted", "", "A", "2024-05-31"))
    summary = again()
    assert summary.missing == [
        "claims.tsv:2: date 1921-10-23 of event/treaty-of-kars in two.txt",
        "claims.tsv:3: date 1921-10-23 of event/treaty-of-kars in gone.txt",
        "identity.tsv:2: person/x or person/y",
        "links.sssom.tsv:10: place/nowhere",
    ]
    assert again().missing == summary.missing  # also when nothing is made anew


def test_a_wrong_line_stops_the_build(tmp_path: Path, again: Callable[[], Summary]) -> None:
    (tmp_path / "curation").mkdir()
    (tmp_path / "curation" / "identity.tsv").write_text("one\ttwo\n", encoding="utf-8")
    with pytest.raises(CurationError):
        again()


def test_the_folder_is_remembered_and_moves_with_the_store(tmp_path: Path) -> None:
    home = tmp_path / "home"
    shelf = write_shelf(home / "shelf", TWO)
    add_claim(home / "decisions", verdict())
    build([shelf], home / "store", workers=0, curation=home / "decisions")
    assert json.loads((home / "store" / "store.json").read_text())["curation"] == "../decisions"
    home.rename(tmp_path / "moved")
    home = tmp_path / "moved"
    assert find_store(home / "store").curation == home / "decisions"
    build([home / "shelf"], home / "store", workers=0)
    assert dates(home / "store") == ["1921-10-13"]
    away = tmp_path / "away"
    build([home / "shelf"], home / "store", workers=0, curation=away)
    assert find_store(home / "store").curation == away
    assert dates(home / "store") == ["1921-10-13", "1921-10-23"]


def test_the_example_of_the_readme_does_what_it_says(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shelf = write_shelf(
        tmp_path / "shelf",
        {
            "kars.txt": (
                "Kars Antlaşması 13 Ekim 1921'de Kars'ta Türkiye ile Ermenistan, Azerbaycan ve "
                "Gürcistan arasında imzalandı.\n"
            ),
            "qars.txt": "Qars müqaviləsi 1921-ci il oktyabrın 13-də Qarsda imzalandı.\n",
        },
    )
    lines = readme.partition("```\ndocument\tevent")[2].partition("```")[0]
    (tmp_path / "curation").mkdir()
    (tmp_path / "curation" / "claims.tsv").write_text(f"document\tevent{lines}", encoding="utf-8")
    summary = build([shelf], tmp_path / "store", workers=0)
    assert summary.missing == []
    assert len(answers(tmp_path / "store", "overruled", "claim")) == 2
    told = answers(tmp_path / "store", "event", "value", event="Treaty of Kars")
    assert "Azerbaijan" not in told
    assert "Georgia" in told
