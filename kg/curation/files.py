"""The files of a curation folder, read strictly; ``kg.curation.adding`` adds to them.

    identity.tsv       one, verdict (same, different), other, because, author, date
    links.sssom.tsv    SSSOM: https://mapping-commons.github.io/sssom/
    claims.tsv         document, event, property, value, quote, verdict (wrong, preferred), because,
                       author, date

A folder or file that is missing holds no decision. A later line does not overrule an earlier one:
two that contradict each other are an error, which names both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Generic, Literal, TypeVar

from extractors.errors import TableError
from extractors.tables import Row, read_table
from kg.curation.model import ClaimVerdict, Curation, LinkVerdict, Pair
from kg.curation.sssom import unquoted

NO_TERM: Final = "sssom:NoTermFound"
MANUAL: Final = "semapv:ManualMappingCuration"
PROPERTIES: Final = ("type", "date", "place", "actor", "part_of")

_ITEM: Final = re.compile(r"(?:wd:|https?://www\.wikidata\.org/entity/)?(Q[1-9]\d*)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_CLAIM_VERDICTS: Final[Mapping[str, Literal["wrong", "preferred"]]] = {
    "wrong": "wrong",
    "preferred": "preferred",
}

Verdict = TypeVar("Verdict")


class CurationError(TableError):
    """A line of a curation file can't be understood, or contradicts another."""


@dataclass(frozen=True, slots=True)
class Said(Generic[Verdict]):
    """One line: what it decides, the word by which it does, and of what it speaks."""

    value: Verdict
    word: str
    subject: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File(Generic[Verdict]):
    """A kind of curation file."""

    name: str
    columns: tuple[str, ...]
    heading: str  #: comment lines before the header
    read: Callable[[Row], Said[Verdict]]


def read_curation(folder: Path | None) -> Curation:
    """All decisions in ``folder``; raises CurationError (file, line, mend)."""
    if folder is None:
        return Curation()
    pairs = read_file(folder / IDENTITY.name, IDENTITY)
    return Curation(
        same=tuple(p.value for p in pairs if p.word == "same"),
        different=tuple(p.value for p in pairs if p.word == "different"),
        links=tuple(s.value for s in read_file(folder / LINKS.name, LINKS)),
        claims=tuple(s.value for s in read_file(folder / CLAIMS.name, CLAIMS)),
    )


def curation_files(folder: Path | None) -> list[Path]:
    """The files of ``folder`` that are there."""
    if folder is None:
        return []
    names = (IDENTITY.name, LINKS.name, CLAIMS.name)
    return [folder / name for name in names if (folder / name).is_file()]


def read_file(path: Path, kind: File[Verdict]) -> list[Said[Verdict]]:
    """What the lines of a file decide, none where it is missing; raises CurationError."""
    if not path.exists():
        return []
    seen: dict[tuple[str, ...], tuple[Said[Verdict], int]] = {}
    for row in read_table(path, kind.columns, error=CurationError):
        said = kind.read(row)
        before, line = seen.setdefault(said.subject, (said, row.line))
        if before.word != said.word:
            raise _fault(
                row,
                f"says '{said.word}' where line {line} says '{before.word}' of the same; "
                "remove one of the two",
            )
    return [said for said, _ in seen.values()]


def _identity(row: Row) -> Said[Pair]:
    word = row["verdict"]
    if word not in ("same", "different"):
        raise _fault(row, f"verdict is '{word}'; write same or different")
    one, other = _needed(row, "one"), _needed(row, "other")
    if one == other:
        raise _fault(row, "one and other are the same name; name two things")
    author, date = _signed(row, "author", "date")
    pair = Pair(one, other, row["because"], author, date, row.line)
    return Said(pair, word, tuple(sorted((one, other))))


def _link(row: Row) -> Said[LinkVerdict]:
    row = replace(row, cells={column: unquoted(cell) for column, cell in row.cells.items()})
    predicate, modifier, said = row["predicate_id"], row["predicate_modifier"], row["object_id"]
    if predicate not in ("skos:exactMatch", "owl:sameAs"):
        raise _fault(row, f"predicate_id is '{predicate}'; write skos:exactMatch")
    if modifier not in ("", "Not"):
        raise _fault(row, f"predicate_modifier is '{modifier}'; write Not, or leave it empty")
    item = _ITEM.fullmatch(said)
    if item is None and said != NO_TERM:
        raise _fault(row, f"object_id is '{said}'; write wd:Q and digits, or {NO_TERM}")
    if item is None and modifier:
        raise _fault(row, f"says that {NO_TERM} does not hold; name the item instead")
    author, date = _signed(row, "author_label", "mapping_date")
    link = LinkVerdict(
        thing=_needed(row, "subject_id").removeprefix("histkg:"),
        item=item[1] if item else None,
        verdict="rejected" if modifier else "accepted",
        because=row["comment"],
        author=author,
        date=date,
        label=row["subject_label"],
        item_label=row["object_label"],
        line=row.line,
    )
    return Said(link, link.verdict, (link.thing, link.item or ""))


def _claim(row: Row) -> Said[ClaimVerdict]:
    word, said = row["verdict"], row["property"]
    verdict = _CLAIM_VERDICTS.get(word)
    if verdict is None:
        raise _fault(row, f"verdict is '{word}'; write wrong or preferred")
    if said not in PROPERTIES:
        raise _fault(row, f"property is '{said}'; write one of {', '.join(PROPERTIES)}")
    author, date = _signed(row, "author", "date")
    claim = ClaimVerdict(
        document=_needed(row, "document"),
        event=_needed(row, "event"),
        property=said,
        value=_needed(row, "value"),
        quote=row["quote"],
        verdict=verdict,
        because=row["because"],
        author=author,
        date=date,
        line=row.line,
    )
    subject = (claim.document, claim.event, claim.property, claim.value, claim.quote)
    return Said(claim, word, subject)


def _signed(row: Row, author: str, date: str) -> tuple[str, str]:
    if not _DAY.fullmatch(row[date]):
        raise _fault(row, f"{date} is '{row[date]}'; write the day of the decision: 2024-05-31")
    return _needed(row, author), row[date]


def _needed(row: Row, column: str) -> str:
    if not row[column]:
        raise _fault(row, f"the column '{column}' is empty; fill it in")
    return row[column]


def _fault(row: Row, problem: str) -> CurationError:
    return CurationError(row.path, row.line, problem)


_SSSOM: Final = """\
#mapping_set_id: https://histkg.example/curation/links
#license: https://creativecommons.org/publicdomain/zero/1.0/
#curie_map:
#  histkg: https://histkg.example/id/
#  wd: http://www.wikidata.org/entity/
#  skos: http://www.w3.org/2004/02/skos/core#
#  semapv: https://w3id.org/semapv/vocab/
#  sssom: https://w3id.org/sssom/
"""

IDENTITY: Final = File(
    "identity.tsv", ("one", "verdict", "other", "because", "author", "date"), "", _identity
)
LINKS: Final = File(
    "links.sssom.tsv",
    (
        "subject_id",
        "subject_label",
        "predicate_id",
        "predicate_modifier",
        "object_id",
        "object_label",
        "mapping_justification",
        "author_label",
        "mapping_date",
        "comment",
    ),
    _SSSOM,
    _link,
)
CLAIMS: Final = File(
    "claims.tsv",
    (
        "document",
        "event",
        "property",
        "value",
        "quote",
        "verdict",
        "because",
        "author",
        "date",
    ),
    "",
    _claim,
)
