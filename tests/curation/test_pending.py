"""What waits for a person is found, shown with its passages, and no longer found once decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.construction.corpus import build
from kg.curation.contradictions import Contradiction
from kg.curation.files import CurationError, read_curation
from kg.curation.index import Reader
from kg.curation.model import Curation
from kg.curation.passages import Passage, excerpt
from kg.curation.pending import Case, MaybeItem, MaybeOne, pending
from kg.curation.verdicts import Desk, Signature
from kg.store.snapshot import Snapshot, open_snapshot
from tests.curation.conftest import ID

BY = Signature("A. Reader", "2024-05-31", "seen in the minutes")


@pytest.fixture
def snapshot(unsure: Path) -> Iterator[Snapshot]:
    with open_snapshot(unsure) as held:
        yield held


@pytest.fixture
def desk(snapshot: Snapshot, tmp_path: Path) -> Desk:
    return Desk(Reader(snapshot.index, snapshot.base), tmp_path / "curation")


def waiting(snapshot: Snapshot, folder: Path | None = None) -> list[Case]:
    return pending(snapshot.index, snapshot.base, read_curation(folder))


def test_all_that_is_uncertain_waits_the_most_told_first(snapshot: Snapshot) -> None:
    link, dates, pair = waiting(snapshot)
    assert isinstance(link, MaybeItem)
    assert link.thing.iri == f"{ID}place/kars"
    assert [(o.item, o.label) for o in link.options] == [
        ("Q83080", "Kars Province"),
        ("Q219024", "Kars"),
    ]
    assert link.options[1].description == "city in Turkey"
    assert isinstance(dates, Contradiction)
    assert [(v.value, len(v.claims)) for v in dates.values] == [
        ("1921-10-13", 2),
        ("1921-10-23", 1),
    ]
    assert isinstance(pair, MaybeOne)
    assert {s.label for s in pair.sides} == {"Sabri Bey", "صبري باشا"}
    assert pair.score == 0.61


def test_kinds_can_be_asked_for(snapshot: Snapshot) -> None:
    (case,) = pending(snapshot.index, snapshot.base, kinds=("identity",))
    assert isinstance(case, MaybeOne)


def test_passages_show_the_name_in_its_sentence(desk: Desk, snapshot: Snapshot) -> None:
    pair = waiting(snapshot)[2]
    assert isinstance(pair, MaybeOne)
    for side in pair.sides:
        (passage,) = desk.reader.shown(side.iri, 2)
        assert passage.marked == side.label
        assert len(passage.text) > 2 * len(side.label)


def test_a_claim_is_shown_with_what_stands_around_it(desk: Desk, snapshot: Snapshot) -> None:
    dates = waiting(snapshot)[1]
    assert isinstance(dates, Contradiction)
    shown = desk.reader.passages.of_claims(dates.values[0].claims, 2)
    assert [p.document for p in shown] == ["one.txt", "three.txt"]
    assert shown[0].marked == "13 October 1921"
    assert "Sabri" in shown[0].text  # of the next sentence


@pytest.mark.parametrize("word", ["same", "different"])
def test_a_pair_is_decided(desk: Desk, snapshot: Snapshot, word: str) -> None:
    pair = waiting(snapshot)[2]
    assert isinstance(pair, MaybeOne)
    desk.pair(pair, word, BY)  # type: ignore[arg-type]
    decided = read_curation(desk.folder)
    (said,) = decided.same if word == "same" else decided.different
    assert {f"{ID}{said.one}", f"{ID}{said.other}"} == {pair.one, pair.other}
    assert (said.because, said.author, said.date) == (BY.because, BY.author, BY.date)
    assert len(waiting(snapshot, desk.folder)) == 2


def test_a_link_is_accepted_or_refused(desk: Desk, snapshot: Snapshot) -> None:
    link = waiting(snapshot)[0]
    assert isinstance(link, MaybeItem)
    (line,) = desk.accept(link, link.options[1], BY)
    assert "\twd:Q219024\tKars\t" in line.line
    assert len(waiting(snapshot, desk.folder)) == 2
    (desk.folder / "links.sssom.tsv").unlink()
    assert len(desk.reject(link, BY)) == 2
    assert {v.verdict for v in read_curation(desk.folder).links} == {"rejected"}
    assert len(waiting(snapshot, desk.folder)) == 2
    (desk.folder / "links.sssom.tsv").unlink()
    desk.no_item(link, BY)
    assert read_curation(desk.folder).links[0].item is None
    assert len(waiting(snapshot, desk.folder)) == 2


@pytest.mark.parametrize("word", ["preferred", "wrong"])
def test_a_verdict_on_claims_is_what_the_build_applies(
    desk: Desk, snapshot: Snapshot, word: str, own: Path
) -> None:
    dates = waiting(snapshot)[1]
    assert isinstance(dates, Contradiction)
    desk.claims(dates, dates.values[0], word, BY)  # type: ignore[arg-type]
    assert len(read_curation(desk.folder).claims) == 2  # one a document
    assert not any(isinstance(c, Contradiction) for c in waiting(snapshot, desk.folder))
    built = build([snapshot.store.path.parent / "shelf"], own, workers=0, curation=desk.folder)
    assert built.missing == []
    with open_snapshot(own) as after:
        assert pending(after.index, after.base, Curation(), ("claims",)) == []


def test_what_contradicts_the_files_is_not_written(desk: Desk, snapshot: Snapshot) -> None:
    link = waiting(snapshot)[0]
    assert isinstance(link, MaybeItem)
    desk.accept(link, link.options[1], BY)
    before = (desk.folder / "links.sssom.tsv").read_bytes()
    with pytest.raises(CurationError):
        desk.reject(link, BY)
    assert (desk.folder / "links.sssom.tsv").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "marked", "quote"),
    [
        ("Signed at Kars.", "Kars", "Signed at Kars."),
        (
            "one two " * 20 + "Kars" + " three four" * 20,
            "Kars",
            "two one two one two one two one two Kars three four three four three four",
        ),
        ("x" * 200 + "Kars" + "y" * 200, "Kars", "Kars"),
    ],
)
def test_a_quote_is_short_and_of_whole_words(text: str, marked: str, quote: str) -> None:
    start = text.index(marked)
    found = excerpt(Passage("a.txt", start, text, (start, start + len(marked))))
    assert found in text
    assert marked in found
    assert len(found) <= 84
    assert found == quote
