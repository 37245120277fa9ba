"""The index of names of the graph as it is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import anyio

from extractors.events.labels import taken_apart
from kg.queries.saved import load_query
from kg.serve.ask import QUESTIONS, Asker
from kg.serve.engine.model import EngineError
from kg.serve.search.index import Index, Thing, index_of

_MADE_IN: Final = "en"  #: the language of labels that are made
_KINDS: Final = frozenset({"event", "person", "place", "organisation", "group", "source"})


async def names_index(ask: Asker) -> Index:
    """The index of an engine's graph; use it as ``await ask.summary(names_index)``.

    Raises what engines raise.
    """
    told = [
        await ask.body(load_query(name, QUESTIONS).text, page=False)
        for name in ("all_names", "all_types", "all_told")
    ]
    return await anyio.to_thread.run_sync(_made_of, told, ask.engine.base)


def _made_of(told: Sequence[bytes], base: str) -> Index:
    """The index; things that no text speaks of have a label in it, and can't be found."""
    names, types, counts = (_bindings(body) for body in told)
    events = {row["thing"]["value"]: row["type"]["value"] for row in types}
    numbers = {r["thing"]["value"]: int(r["number"]["value"]) for r in counts if "thing" in r}
    own = f"{base}id/"
    spelt: dict[tuple[str, str, str], None] = {}
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for row in names:
        iri, name = row["thing"]["value"], row["name"]["value"]
        if not iri.startswith(own) or iri.removeprefix(own).partition("/")[0] not in _KINDS:
            continue
        language = row["name"].get("xml:lang", "")
        match row["property"]["value"].rpartition("#")[2].rpartition("/")[2]:
            case "label" | "title":
                shown[iri] = name
            case "prefLabel" if not (iri.startswith(f"{own}event/") and is_made(name, language)):
                labels[iri].setdefault(language, name)
        if iri in numbers or iri.startswith(f"{own}source/"):
            spelt[iri, name, language] = None
    things = (
        _thing(iri, iri.removeprefix(own).partition("/")[0], shown, labels, events, numbers)
        for iri in sorted(shown)
    )
    return index_of(things, spelt)


def is_made(label: str, language: str) -> bool:
    """Whether the label of an event, said to be in ``language``, was made and is no name.

    An English name without a date may be written as labels are, and counts as a name.

    >>> is_made("Battle of Çaldıran, 1514-08-23~", "tr"), is_made("Battle of Actium", "en")
    (True, False)
    """
    parts = taken_apart(label)
    return parts is not None and (language != _MADE_IN or parts.date != "")


def _bindings(body: bytes) -> list[dict[str, dict[str, str]]]:
    try:
        found: list[dict[str, dict[str, str]]] = json.loads(body)["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as fault:
        raise EngineError(f"an answer is not SPARQL 1.1 JSON ({fault})") from None
    return found


def _thing(
    iri: str,
    kind: str,
    shown: dict[str, str],
    labels: dict[str, dict[str, str]],
    events: dict[str, str],
    numbers: dict[str, int],
) -> Thing:
    return Thing(
        iri=iri,
        kind=kind,
        label=shown[iri],
        labels=labels.get(iri, {}),
        type=events.get(iri, ""),
        told=numbers.get(iri, 0),
    )
