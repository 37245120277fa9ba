from __future__ import annotations

import json

from extractors.annotate import to_json_lines
from extractors.model import (
    Claim,
    DateMention,
    DateValue,
    Entity,
    Event,
    Extent,
    Extraction,
    Mention,
    Name,
    Source,
    Telling,
    Zone,
)

TEXT = "Kars fell to Karabekir on 30 October 1920."
DAY = DateValue("1920-10-30", 2422628, 2422628)


def extraction() -> Extraction:
    sentence, verb = Extent(0, len(TEXT)), Extent(5, 9)
    place, person, day = Extent(0, 4), Extent(13, 22), Extent(26, 41)
    claims = (
        Claim("date", "1920-10-30", sentence, day, "day", 0.9, date=DAY),
        Claim("actor", "p1", sentence, person, "object", 0.8, role="commander"),
    )
    return Extraction(
        source=Source("kars.txt", TEXT, "ab" * 32),
        zones=(Zone("body", 0, len(TEXT), "en"),),
        entities=(
            Entity("p1", "Person", "Karabekir", (Name("Karabekir", "en"),)),
            Entity("l1", "Place", "Kars", (Name("Kars", "en"),), gazetteer="kars"),
        ),
        mentions=(
            Mention(person, "Person", "p1", "en", "surname", 0.8),
            Mention(place, "Place", "l1", "en", "gazetteer", 0.9),
        ),
        dates=(DateMention(day, DAY, "day", "en", "day", "written", 1.0),),
        events=(
            Event(
                "e1",
                "Occupation",
                "Fall of Kars",
                (Telling(sentence, verb, "en", "fall", 0.8),),
                claims,
            ),
        ),
    )


def test_every_line_is_an_object_that_quotes_its_place() -> None:
    objects = [json.loads(line) for line in to_json_lines(extraction())]
    assert [o["kind"] for o in objects] == ["source", "zone", "mention", "mention", "date", "event"]
    assert objects[0]["characters"] == len(TEXT)
    for found in objects[1:-1]:
        assert found["quote"] == TEXT[found["start"] : found["end"]]
    assert [o["quote"] for o in objects[2:4]] == ["Kars", "Karabekir"]
    assert objects[2]["gazetteer"] == "kars"
    assert "gazetteer" not in objects[3]
    event = objects[-1]
    assert [c["property"] for c in event["claims"]] == ["date", "actor"]
    assert event["claims"][1]["label"] == "Karabekir"
    assert event["claims"][0]["words"]["quote"] == "30 October 1920"
    assert event["tellings"][0]["trigger"]["quote"] == "fell"


def test_the_same_extraction_gives_the_same_lines() -> None:
    assert list(to_json_lines(extraction())) == list(to_json_lines(extraction()))
    assert all("\n" not in line for line in to_json_lines(extraction()))
