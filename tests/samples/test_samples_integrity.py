"""The sample corpus and its gold annotations agree with one another and hold what they promise."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
PROSE = {"body", "abstract", "note"}
ZONES = PROSE | {"citation", "header", "front"}
MENTION_TYPES = {"PER": "per", "LOC": "loc", "ORG": "org", "GROUP": "grp"}
CORE = {"congress", "battle", "war", "treaty"}
EVENT_TYPES = CORE | {
    "occupation",
    "withdrawal",
    "declaration",
    "communication",
    "meeting",
    "appointment",
    "removal",
    "foundation",
    "dissolution",
    "travel",
    "aid",
    "uprising",
    "massacre",
    "detention",
    "birth",
    "death",
    "other",
}
ROLES = {
    "participant",
    "signatory",
    "belligerent",
    "commander",
    "occupier",
    "occupied",
    "sender",
    "recipient",
    "author",
    "traveller",
    "appointee",
    "appointer",
    "person",
    "founder",
    "founded",
    "organiser",
    "opponent",
    "donor",
    "beneficiary",
    "subject",
    "perpetrator",
    "victim",
}
# a day, month, season, year (0000 is 1 BC), decade or century, each perhaps approximate, or a
# range of two of them, of which one may be open
PART = r"(?:-?\d{4}(?:-\d\d(?:-\d\d)?)?|\d\d(?:XX|\dX))~?"
EDTF = re.compile(rf"{PART}(?:/(?:{PART}|\.\.))?|\.\./{PART}")

LANGUAGES = {"en", "tr", "ar", "az"}

Gold = dict[str, Any]


def _load() -> dict[str, tuple[str, Gold]]:
    loaded = {}
    for path in sorted(SAMPLES.glob("*.txt")):
        gold = json.loads((SAMPLES / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        loaded[path.stem] = (path.read_bytes().decode("utf-8"), gold)
    return loaded


CORPUS = _load()
PAGED = [
    name
    for name, (_, gold) in CORPUS.items()
    if any(zone["kind"] == "header" for zone in gold["zones"])
]
each_sample = pytest.mark.parametrize("name", CORPUS)


def _spans(gold: Gold) -> list[dict[str, Any]]:
    evidence = [quote for event in gold["events"] for quote in event["evidence"]]
    return [*gold["mentions"], *gold["dates"], *evidence]


def _zone_at(gold: Gold, position: int) -> dict[str, Any]:
    return next(zone for zone in gold["zones"] if zone["start"] <= position < zone["end"])


def _words(text: str) -> str:
    return " ".join(text.split())


def _first_day(part: str) -> tuple[int, str]:
    sign, digits = (-1, part[1:]) if part.startswith("-") else (1, part)
    return sign * int(digits[:4].replace("X", "0")), digits[4:]


def test_six_texts_or_more_in_each_language_and_some_of_them_kept_for_measuring() -> None:
    languages = Counter(name[:2] for name in CORPUS)
    assert set(languages) == LANGUAGES
    assert min(languages.values()) >= 6
    held_out = Counter(name[:2] for name, (_, gold) in CORPUS.items() if gold["split"] == "test")
    assert all(held_out[language] >= 2 for language in LANGUAGES)
    assert {gold["split"] for _, gold in CORPUS.values()} == {"dev", "test"}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_there_is_enough_gold_in_each_language(language: str) -> None:
    golds = [gold for name, (_, gold) in CORPUS.items() if name[:2] == language]
    assert sum(len(gold["mentions"]) for gold in golds) >= 620
    assert len({event["id"] for gold in golds for event in gold["events"]}) >= 65


def test_every_gold_file_has_its_text() -> None:
    assert {path.stem for path in (SAMPLES / "gold").glob("*.json")} == set(CORPUS)


@each_sample
def test_text_is_plain_and_of_the_right_length(name: str) -> None:
    text, gold = CORPUS[name]
    assert 400 <= len(text.split()) <= 900
    assert "\r" not in text
    assert text.endswith("\n")
    assert gold["doc"] == f"{name}.txt"
    assert gold["span"] == [0, len(text)]


@each_sample
def test_zones_tile_the_text(name: str) -> None:
    text, gold = CORPUS[name]
    zones = gold["zones"]
    assert zones[0]["start"] == 0
    assert zones[-1]["end"] == len(text)
    assert all(left["end"] == right["start"] for left, right in pairwise(zones))
    assert all(zone["start"] < zone["end"] and zone["kind"] in ZONES for zone in zones)


@each_sample
def test_every_quote_is_what_stands_at_its_offsets(name: str) -> None:
    text, gold = CORPUS[name]
    for span in _spans(gold):
        assert text[span["start"] : span["end"]] == span["text"]
        assert span["text"] == span["text"].strip() != ""
        zone = _zone_at(gold, span["start"])
        assert zone["kind"] in PROSE, span
        assert span["end"] <= zone["end"], span
        for start, end in span.get("parts", []):
            assert text[start:end].strip(), span


@each_sample
def test_mentions_do_not_overlap_and_name_entities_of_their_type(name: str) -> None:
    _, gold = CORPUS[name]
    entities = {entity["id"]: entity for entity in gold["entities"]}
    assert len(entities) == len(gold["entities"])
    for left, right in pairwise(gold["mentions"]):
        assert left["end"] <= right["start"], (left, right)
    for mention in gold["mentions"]:
        assert entities[mention["entity"]]["type"] == mention["type"]
    for key, entity in entities.items():
        assert key.startswith(MENTION_TYPES[entity["type"]] + ":")


@each_sample
def test_dates_have_well_formed_values(name: str) -> None:
    _, gold = CORPUS[name]
    for item in gold["dates"]:
        assert EDTF.fullmatch(item["edtf"]), item
        first, _, last = item["edtf"].replace("~", "").partition("/")
        if last and ".." not in (first, last):
            assert _first_day(first) <= _first_day(last), item
        assert item["calendar"] in {"gregorian", "julian", "rumi", "hijri", "persian"}
    for left, right in pairwise(gold["dates"]):
        assert left["end"] <= right["start"], (left, right)


@each_sample
def test_events_refer_to_entities_and_to_their_evidence(name: str) -> None:
    _, gold = CORPUS[name]
    entities = {entity["id"] for entity in gold["entities"]}
    ids = [event["id"] for event in gold["events"]]
    assert len(ids) == len(set(ids))
    for event in gold["events"]:
        assert event["type"] in EVENT_TYPES
        assert event["core"] == (event["type"] in CORE)
        assert event["evidence"], event["id"]
        assert set(event["places"]) <= entities
        for participant in event["participants"]:
            assert participant["entity"] in entities
            assert participant["role"] in ROLES
        assert event["edtf"] is None or EDTF.fullmatch(event["edtf"])
        for claim in event.get("claims", []):
            assert EDTF.fullmatch(claim["value"])
            assert claim["evidence_index"] < len(event["evidence"])


@each_sample
def test_an_event_has_a_date_or_a_name_unless_it_is_optional(name: str) -> None:
    for event in CORPUS[name][1]["events"]:
        assert event["edtf"] or event["name"] or event["core"] or event["optional"], event["id"]


def test_an_entity_is_the_same_in_every_file() -> None:
    described: dict[str, set[tuple[str, str, str | None]]] = defaultdict(set)
    for _, gold in CORPUS.values():
        for entity in gold["entities"]:
            described[entity["id"]].add((entity["type"], entity["name"], entity["qid"]))
    assert {key: seen for key, seen in described.items() if len(seen) > 1} == {}


def test_most_texts_are_laid_out_in_pages_and_some_are_not() -> None:
    assert len(PAGED) >= 16
    assert len(set(CORPUS) - set(PAGED)) >= 3


@pytest.mark.parametrize("name", PAGED)
def test_page_furniture_footnotes_and_front_matter(name: str) -> None:
    text, gold = CORPUS[name]
    kinds = Counter(zone["kind"] for zone in gold["zones"])
    assert kinds["header"] >= 2
    assert kinds["note"] >= 1
    assert kinds["citation"] >= 2
    assert kinds["front"] >= 1
    notes = {zone["start"] for zone in gold["zones"] if zone["kind"] == "note"}
    told_in_notes = {
        event["type"]
        for event in gold["events"]
        for quote in event["evidence"]
        if _zone_at(gold, quote["start"])["start"] in notes
    }
    assert {"birth", "death"} & told_in_notes, "no biographical footnote"
    bodies = [zone for zone in gold["zones"] if zone["kind"] == "body"]
    broken = [
        text[left["start"] : left["end"]].rstrip()[-1] not in ".!?:”»"
        for left, _ in pairwise(bodies)
    ]
    assert any(broken), "no sentence goes on across a page end"


def test_footnote_marks_are_glued_to_words() -> None:
    glued = [name for name, (text, _) in CORPUS.items() if re.search(r"[^\W\d_]\d{1,2}\b", text)]
    assert len(glued) >= 9


def test_texts_in_other_languages_carry_an_english_abstract() -> None:
    with_abstract = {
        name[:2]
        for name, (_, gold) in CORPUS.items()
        for zone in gold["zones"]
        if (zone["kind"], zone["lang"]) == ("abstract", "en")
    }
    assert {"tr", "ar", "az"} <= with_abstract


def test_some_texts_have_words_divided_at_the_end_of_a_line() -> None:
    divided = re.compile(r"[^\W\d_]-\s+[a-zçğıöşüə]")
    cut = {name for name, (text, _) in CORPUS.items() if len(divided.findall(text)) >= 3}
    assert len(cut) >= 3
    in_mentions = [
        mention
        for name in cut
        for mention in CORPUS[name][1]["mentions"]
        if divided.search(mention["text"])
    ]
    assert in_mentions


def test_periods_calendars_and_kinds_of_dates() -> None:
    assert len({int(name.rsplit("-", 1)[1]) // 100 for name in CORPUS}) >= 8
    dates = [item for _, gold in CORPUS.values() for item in gold["dates"]]
    calendars = Counter(item["calendar"] for item in dates)
    assert calendars["hijri"] >= 60
    assert calendars["rumi"] >= 15
    assert calendars["julian"] >= 1
    kinds = Counter(item["kind"] for item in dates)
    assert {"day", "month", "year", "range", "season", "relative"} <= set(kinds)
    assert sum("~" in item["edtf"] for item in dates) >= 8
    assert sum(item["underspecified"] for item in dates) >= 150
    values = [item["edtf"] for item in dates]
    assert sum(value.startswith("-") for value in values) >= 20, "days before our era"
    assert any(".." in value for value in values), "open intervals"
    assert any(re.search(r"\dX", value) for value in values), "decades"
    assert any("XX" in value for value in values), "centuries"


def test_four_events_or_more_are_told_in_three_languages() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for name, (_, gold) in CORPUS.items():
        for event in gold["events"]:
            if event["core"]:
                told[event["id"]].add(name[:2])
    told_in_three = {key for key, languages in told.items() if len(languages) >= 3}
    assert len(told_in_three) >= 4
    assert {"treaty_of_kars", "congress_of_berlin", "peace_of_westphalia"} <= told_in_three


def test_sources_disagree_on_dates_once_by_a_slip_of_thirteen_days() -> None:
    slips: dict[str, set[int]] = defaultdict(set)
    for _, gold in CORPUS.values():
        for event in gold["events"]:
            values = {claim["value"] for claim in event.get("claims", [])}
            days = [date.fromisoformat(value) for value in values if len(value) == 10]
            slips[event["id"]] |= {abs((a - b).days) for a, b in combinations(days, 2)}
    disputed = {key for key, gaps in slips.items() if gaps}
    assert len(disputed) >= 4
    assert 13 in slips["erzincan_armistice"]


def test_people_stand_under_several_names_and_scripts() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for _, gold in CORPUS.values():
        for mention in gold["mentions"]:
            if mention["type"] == "PER" and not mention.get("scrambled"):
                names[mention["entity"]].add(_words(mention["text"]))
    several = {key for key, forms in names.items() if len(forms) >= 4}
    assert {"per:saladin", "per:kazim_karabekir", "per:mustafa_kemal_ataturk"} <= several
    arabic = re.compile(r"[\u0600-\u06ff]")
    both = [
        key
        for key, forms in names.items()
        if any(map(arabic.search, forms)) and not all(map(arabic.search, forms))
    ]
    assert len(both) >= 8


def test_two_arabic_texts_have_reversed_words_and_displaced_numerals() -> None:
    torn = {
        name: [span for span in _spans(gold) if span.get("scrambled") or span.get("displaced")]
        for name, (_, gold) in CORPUS.items()
    }
    damaged = {name for name, spans in torn.items() if spans}
    assert damaged == {"ar-sakarya-1921", "ar-misr-1919"}
    assert all(len(torn[name]) >= 12 for name in damaged)
    text, _ = CORPUS["ar-sakarya-1921"]
    assert re.search(r"^[^\n]*1921كانون الثاني    11-6", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "words", "what"),
    [
        ("en-vienna-1814", "had been planned for 1 October", "plan"),
        ("en-vienna-1814", "it was whispered in the drawing rooms", "rumour"),
        ("en-vienna-1814", "does not go forward, it dances", "quotation"),
        ("en-saladin-1187", "The plan to storm Tyre", "plan"),
        ("tr-kars-1921", "var olduğunu yalanladı", "denial"),
        ("tr-kars-1921", "sath-ı müdafaa vardır", "quotation"),
        ("tr-berlin-1878", "varlığını haftalarca inkâr etti", "denial"),
        ("ar-hittin-583", "وشاع يومئذ بين الناس", "rumour"),
        ("az-kurekcay-1805", "hazırlanmışdı, amma bağlanmadı", "plan"),
        ("en-yalta-1945", "There were whispers in Ankara", "rumour"),
        ("tr-mesrutiyet-1908", "Makedonya’nın taksim edileceği söyleniyordu", "rumour"),
        ("ar-misr-1919", "وقد أشيع ان السلطان فؤاد سيتنازل", "rumour"),
        ("az-qars-1921", "guya Naxçıvan Qarsda yenidən", "rumour"),
    ],
)
def test_plans_denials_rumours_and_quotations_are_no_events(
    name: str, words: str, what: str
) -> None:
    text, gold = CORPUS[name]
    assert words in _words(text), f"the {what} is gone from {name}"
    for event in gold["events"]:
        for quote in event["evidence"]:
            assert words not in _words(quote["text"]), event["id"]
