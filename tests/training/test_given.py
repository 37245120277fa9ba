"""A recogniser's names and the rules' together: who wins, who fills in."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.language import load_language
from extractors.names.candidate import Candidate
from extractors.names.component import NameFinder
from extractors.names.given import mix
from extractors.names.tables import load_lexicon
from extractors.recogniser import WordTokenizer
from extractors.words import find_words

TEXT = "Zorlu Kağıthane yolundan Bursa'ya geldi."


def recognised(text: str, language: str, *names: tuple[str, str]) -> Doc:
    doc = WordTokenizer(Vocab(), load_language(language))(text)
    doc.ents = [
        doc.char_span(text.index(name), text.index(name) + len(name), label=label)
        for name, label in names
    ]
    return doc


def ours(text: str, name: str, kind: str | None, weight: float = 0.3) -> Candidate:
    start = text.index(name)
    return Candidate(
        start=start,
        end=start + len(name),
        type=kind,  # type: ignore[arg-type]
        words=(name.lower(),),
        rule="context",
        confidence=0.6,
        weights=() if kind else (("Person", weight),),
    )


def mixed(
    way: str,
    candidates: list[Candidate],
    *names: tuple[str, str],
    text: str = TEXT,
    code: str = "tr",
) -> list[Candidate]:
    words = find_words(text, load_language(code))
    return mix(candidates, recognised(text, code, *names), words, load_lexicon(code), way)


def test_over_a_recogniser_wins() -> None:
    rules = [ours(TEXT, "Zorlu", "Person"), ours(TEXT, "Bursa", "Place")]
    found = mixed("over", rules, ("Zorlu Kağıthane", "LOC"))
    assert [(c.start, c.type) for c in found] == [(0, "Place"), (TEXT.index("Bursa"), "Place")]


def test_under_the_rules_win_where_they_are_sure() -> None:
    rules = [ours(TEXT, "Bursa", "Place")]
    assert mixed("under", rules, ("Bursa", "PER")) == rules


def test_under_a_recogniser_weighs_on_what_the_rules_leave_open() -> None:
    (found,) = mixed("under", [ours(TEXT, "Bursa", None)], ("Bursa", "LOC"))
    weights = dict(found.weights)
    assert found.type is None
    assert weights["Place"] > weights["Person"]
    assert found.rule == "context+ner LOC"


def test_under_a_recogniser_fills_in_where_the_rules_are_silent() -> None:
    found = mixed("under", [ours(TEXT, "Bursa", "Place")], ("Kağıthane", "LOC"))
    assert [(TEXT[c.start : c.end], c.type) for c in found] == [
        ("Kağıthane", None),
        ("Bursa", "Place"),
    ]
    assert dict(found[0].weights)["Place"] > 0


def test_labels_that_name_nothing_of_ours_are_left_out() -> None:
    assert mixed("over", [], ("Bursa", "DATE")) == []


def test_a_clitic_before_an_article_stays_outside() -> None:
    text = "وصل الجيش والزبداني"
    (found,) = mixed("over", [], ("والزبداني", "LOC"), text=text, code="ar")
    assert text[found.start : found.end] == "الزبداني"
    assert found.words == ("الزبداني",)


def test_a_way_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="write one of: over, under"):
        NameFinder("tr", "beside")
