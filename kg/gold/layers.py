"""The layers of an annotation tool that hold gold annotations.

A layer is a UIMA type. Spans are annotations on words; ``document`` layers hold what belongs to the
whole text and shows beside it. A link feature joins an annotation to others, each with a role. Types
of links and their features are named as INCEpTION names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kg.gold.check import event_kinds
from kg.gold.values import CALENDARS, DATE_KINDS, NAME_KINDS, ZONES
from kg.graph.ontology import roles

NAMESPACE: Final = "histkg."
STRING: Final = "uima.cas.String"
BOOLEAN: Final = "uima.cas.Boolean"
TOP: Final = "uima.cas.TOP"
ARRAY: Final = "uima.cas.FSArray"
_BASES: Final = {"span": "uima.tcas.Annotation", "document": "uima.cas.AnnotationBase"}


@dataclass(frozen=True, slots=True)
class Feature:
    """What can be said of an annotation: words, yes or no, or links to another layer.

    ``tags`` are the words to choose from; those of a link are its roles.
    """

    name: str
    description: str
    type: str = STRING
    tags: tuple[str, ...] = ()
    target: str = ""  #: short name of the layer that it links to


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of annotation."""

    short: str
    kind: Literal["span", "document"]
    description: str
    features: tuple[Feature, ...] = ()

    @property
    def type(self) -> str:
        """Name of the UIMA type."""
        return NAMESPACE + self.short

    @property
    def base(self) -> str:
        """Name of the UIMA type above it."""
        return _BASES[self.kind]

    def link_type(self, feature: Feature) -> str:
        """Name of the UIMA type of the links of ``feature``."""
        return f"{self.type}{feature.name[:1].upper()}{feature.name[1:]}Link"


def _tags(words: object) -> tuple[str, ...]:
    assert isinstance(words, (frozenset, dict))
    return tuple(sorted(words))


def layers() -> tuple[Layer, ...]:
    """All layers, in the order in which a person meets them."""
    wikidata = Feature("identifier", "address of the item in Wikidata, where one is at hand")
    optional = Feature("optional", "counts neither for nor against", BOOLEAN)
    torn = Feature("torn", "its words stand in reversed order or apart", BOOLEAN)
    pieces = Feature("pieces", "the pieces of what stands apart", target="Piece")
    return (
        Layer(
            "Mention",
            "span",
            "A name of a person, place, organisation or group.",
            (
                Feature("kind", "PER, LOC, ORG or GROUP", tags=_tags(NAME_KINDS)),
                Feature("entity", "key of whom it names, such as loc:kars; the same in all texts"),
                wikidata,
                optional,
                torn,
                pieces,
            ),
        ),
        Layer(
            "Date",
            "span",
            "A date expression.",
            (
                Feature("edtf", "its value, such as 1919-07-23"),
                Feature("kind", "what it names", tags=_tags(DATE_KINDS)),
                Feature("calendar", "as written", tags=_tags(CALENDARS)),
                Feature("inferred", "part of the value comes from the context", BOOLEAN),
                optional,
                torn,
                pieces,
            ),
        ),
        Layer(
            "Event",
            "span",
            "A clause that tells of an event. Clauses with the same key tell of the same event; "
            "what is said of the event stands at one of them.",
            (
                Feature("key", "key of the event"),
                Feature("kind", "type of the event", tags=_tags(event_kinds())),
                Feature("label", "what to call it, in English"),
                Feature("name", "its proper name, as the text gives it"),
                Feature("edtf", "when it was: the value that most books have"),
                Feature("claims", "what this clause says of the date, where clauses differ"),
                wikidata,
                optional,
                Feature("participants", "who took part", tags=_tags(roles()), target="Mention"),
                Feature("places", "where", target="Mention"),
                Feature("dates", "the words that say when", target="Date"),
            ),
        ),
        Layer("Piece", "span", "A piece of a name or date that the page tore apart."),
        Layer(
            "Zone",
            "span",
            "A stretch of the text of one kind; zones tile the text.",
            (
                Feature("kind", "what it is", tags=_tags(ZONES)),
                Feature("language", "code of its language"),
            ),
        ),
        Layer(
            "Entity",
            "document",
            "Somebody or something that the text names.",
            (
                Feature("key", "as mentions say it, such as loc:kars"),
                Feature("kind", "PER, LOC, ORG or GROUP", tags=_tags(NAME_KINDS)),
                Feature("name", "in English"),
                Feature("native", "in the language of the text"),
                wikidata,
                Feature("identifiersAlso", "further Wikidata ids, with spaces between them"),
                Feature("equivalents", "keys that a careful reader might take in its place"),
            ),
        ),
        Layer(
            "Text",
            "document",
            "Where the text comes from; leave it as it is.",
            (
                Feature("doc", "file name of the text"),
                Feature("sha256", "of the file's bytes"),
                Feature("span", "what of it is annotated: start and end in code points"),
                Feature("split", "dev, or test for what nobody tunes on"),
            ),
        ),
    )
