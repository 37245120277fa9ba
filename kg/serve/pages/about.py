"""What the pages of all things show: label, names in every script, links to Wikidata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.graph.vocab import KG, WD
from kg.serve.ask import Asker
from kg.serve.engine.model import Row
from kg.serve.labels import label_of
from kg.serve.search.keeping import is_made
from kg.serve.words import words_of

_WIKIDATA: Final = "https://www.wikidata.org/wiki/"


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its language ("" where that is not known)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Item:
    """A Wikidata item that a thing is, or may be."""

    address: str
    item: str  #: Q…
    how: str  #: exact, close or candidate
    score: float | None


@dataclass(frozen=True, slots=True)
class About:
    """A thing as its page's head shows it."""

    iri: str
    label: str
    language: str  #: of the label
    names: tuple[Named, ...]  #: all others, by language
    items: tuple[Item, ...]
    nil: bool  #: looked for, and Wikidata has none


async def about(ask: Asker, iri: str, language: str) -> About:
    """The head of the page of ``iri`` for a reader of ``language``; raises what engines raise."""
    rows = await ask.question("names_of", {"thing": iri})
    event = iri.startswith(f"{ask.engine.base}id/event/")
    names = dict.fromkeys(
        Named(str(row["name"]), row["name"].language)
        for row in rows
        if str(row["kind"]) != "shown"
        and not (event and is_made(str(row["name"]), row["name"].language))
    )
    label = _label(rows, language) or Named(iri.rstrip("/").rpartition("/")[2], "")
    said = label_of(ask, iri, words_of(language), label.text)
    if said != label.text:
        label = Named(said, language)
    links = await ask.question("links_of", {"thing": iri})
    return About(
        iri=iri,
        label=label.text,
        language=label.language,
        names=tuple(sorted(names, key=lambda n: (n.language, n.text))),
        items=tuple(_items(links)),
        nil=any("state" in row and str(row["state"]) == f"{KG}nil" for row in links),
    )


def _label(rows: Sequence[Row], language: str) -> Named | None:
    """The preferred label in ``language``, else the one label to show, with its language where known."""
    preferred = [r["name"] for r in rows if str(r["kind"]) == "preferred"]
    shown = [r["name"] for r in rows if str(r["kind"]) == "shown"]
    own = [name for name in preferred if name.language == language]
    if own:
        return Named(str(own[0]), language)
    if not shown:
        return Named(str(preferred[0]), preferred[0].language) if preferred else None
    known = [name.language for name in preferred if str(name) == str(shown[0])]
    return Named(str(shown[0]), known[0] if known else "")


def _items(rows: Sequence[Row]) -> list[Item]:
    found: dict[str, Item] = {}
    score = next((float(str(r["score"])) for r in rows if str(r["how"]) == "link"), None)
    for how in ("exact", "close", "candidate"):
        for row in rows:
            iri = str(row["item"]) if "item" in row else ""
            if str(row["how"]) != how or not iri.startswith(WD) or iri in found:
                continue
            item = iri.removeprefix(WD)
            own = float(str(row["score"])) if "score" in row else score
            found[iri] = Item(_WIKIDATA + item, item, how, None if how == "exact" else own)
    return list(found.values())
