"""What waits for a person and what is decided, for many requests at a time. Everything here blocks: call it in a thread.

Decisions are written by the code, and into the files, of ``kg review``. Each look opens the last
sealed generation, so a build meanwhile is seen at once; a case is known again by what it is about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final

from kg.curation.adding import Added, take_back
from kg.curation.apart import events_apart
from kg.curation.contradictions import Contradiction
from kg.curation.files import read_curation
from kg.curation.index import Reader
from kg.curation.model import NONE, Curation
from kg.curation.pending import KINDS, Case, Kind, MaybeItem, MaybeOne, pending
from kg.curation.verdicts import Desk, Signature
from kg.serve.review.shown import ShownCase, shown
from kg.store.snapshot import Snapshot, open_snapshot

_KEPT: Final = 200  #: decisions that can be taken back
_NOTE: Final = 1_000  #: characters of a reason


class DecidedError(Exception):
    """Somebody decided the case meanwhile; ``author`` says who."""

    def __init__(self, author: str) -> None:
        super().__init__(author)
        self.author = author


class GoneError(Exception):
    """The case is no more in the graph, or what was chosen is no more in the case."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in the list of those that wait."""

    key: str
    kind: Kind
    case: Case


@dataclass(frozen=True, slots=True)
class Looked:
    """A case to decide on, its place (from 1) among all, and the next one's key ("" behind the last)."""

    key: str
    case: ShownCase
    place: int
    all: int
    next: str


@dataclass(frozen=True, slots=True)
class Done:
    """A decision made here: a word of ``VERDICTS`` about ``about``."""

    number: int
    key: str
    kind: Kind
    verdict: str
    about: tuple[str, ...]  #: labels, or a date's EDTF
    added: tuple[Added, ...]
    what: str = ""  #: of a contradiction: date or place
    next: str = ""  #: key of the case behind it


def kind_of(case: Case) -> Kind:
    """The kind of a case."""
    if isinstance(case, MaybeOne):
        return "identity"
    return "links" if isinstance(case, MaybeItem) else "claims"


def key_of(case: Case) -> str:
    """What a case is known by in addresses: it stays the same as long as the case is about the same."""
    if isinstance(case, MaybeOne):
        about = sorted((case.one, case.other))
    elif isinstance(case, MaybeItem):
        about = [case.thing.iri]
    else:
        about = [case.event, case.what]
    said = json.dumps([kind_of(case), *about])
    return hashlib.sha256(said.encode()).hexdigest()[:20]


@dataclass(slots=True)
class ReviewDesk:
    """One for a server; ``author`` signs all that is decided."""

    store: Path
    author: str
    _lock: Lock = field(default_factory=Lock)
    _found: dict[Kind, tuple[tuple[str, str], list[Waiting]]] = field(default_factory=dict)
    _done: dict[int, Done] = field(default_factory=dict)
    _count: int = 0

    def waiting(self, kind: Kind | None = None) -> list[Waiting]:
        """All that waits; raises CurationError for a file that can't be read, StoreError."""
        with self._open() as (snapshot, curation):
            return self._all(snapshot, curation, kind)

    def look(self, key: str, kind: Kind | None = None) -> Looked:
        """A case with all that helps to decide on it; raises as ``waiting``, DecidedError, GoneError."""
        with self._open() as (snapshot, curation):
            found = self._all(snapshot, curation, kind)
            at = _place(found, key)
            if at is None:
                raise _missing(snapshot, curation, key)
            behind = found[at + 1].key if at + 1 < len(found) else ""
            reader = Reader(snapshot.index, snapshot.base)
            return Looked(key, shown(found[at].case, reader), at + 1, len(found), behind)

    def decide(self, key: str, choice: str, note: str, kind: Kind | None = None) -> Done:
        """Write what is chosen; raises as ``look``, and CurationError and OSError where it can't be written."""
        with self._open() as (snapshot, curation):
            found = self._all(snapshot, curation, kind)
            at = _place(found, key)
            if at is None:
                raise _missing(snapshot, curation, key)
            desk = Desk(Reader(snapshot.index, snapshot.base), snapshot.store.curation)
            by = Signature(self.author, date.today().isoformat(), _plain(note))
            case = found[at].case
            verdict, about, added = _write(desk, case, choice, by)
            behind = found[at + 1].key if at + 1 < len(found) else ""
            self._count += 1
            what = case.what if isinstance(case, Contradiction) else ""
            done = Done(self._count, key, found[at].kind, verdict, about, added, what, behind)
            self._done[done.number] = done
            self._done.pop(self._count - _KEPT, None)
            return done

    def done(self, number: int) -> Done | None:
        """A decision of this server that was not taken back."""
        return self._done.get(number)

    def take_back(self, number: int) -> Done | None:
        """Take a decision's lines out of the files; None where that was done already. Raises OSError."""
        with self._lock:
            done = self._done.get(number)
            if done is None:
                return None
            gone = [not take_back(added) for added in reversed(done.added)]
            del self._done[number]
            return None if all(gone) else done

    def folder(self) -> Path:
        """Where decisions are written; raises StoreError."""
        with open_snapshot(self.store) as snapshot:
            return snapshot.store.curation

    @contextmanager
    def _open(self) -> Iterator[tuple[Snapshot, Curation]]:
        with self._lock, open_snapshot(self.store) as snapshot:
            yield snapshot, read_curation(snapshot.store.curation)

    def _all(self, snapshot: Snapshot, curation: Curation, kind: Kind | None) -> list[Waiting]:
        """What waits; found anew where the graph, or the decisions on a kind, are others."""
        found: list[Waiting] = []
        for name in (kind,) if kind else KINDS:
            version = snapshot.folder.name, _decisions(curation, name).sha256()
            if name not in self._found or self._found[name][0] != version:
                cases = pending(snapshot.index, snapshot.base, curation, (name,))
                self._found[name] = version, [Waiting(key_of(c), name, c) for c in cases]
            found += self._found[name][1]
        return sorted(found, key=lambda w: -w.case.weight)  # as ``pending`` orders all


def _decisions(curation: Curation, kind: Kind) -> Curation:
    """Those decisions that bear on what waits of a kind."""
    if kind == "identity":
        return Curation(same=curation.same, different=curation.different)
    if kind == "links":
        return Curation(links=curation.links)
    return Curation(claims=curation.claims, different=curation.different)


def _place(found: list[Waiting], key: str) -> int | None:
    return next((i for i, waits in enumerate(found) if waits.key == key), None)


def _missing(snapshot: Snapshot, curation: Curation, key: str) -> Exception:
    """Why a case does not wait any more."""
    reader = Reader(snapshot.index, snapshot.base)
    for case in pending(snapshot.index, snapshot.base, NONE):
        if key_of(case) == key:
            return DecidedError(_decided_by(case, reader, curation))
    return GoneError()


def _decided_by(case: Case, reader: Reader, curation: Curation) -> str:
    """Who decided a case last; "" where that can't be told."""
    if isinstance(case, MaybeOne):
        both = {case.one, case.other, *(side.iri for side in case.sides)}
        by = [
            pair.author
            for pair in (*curation.same, *curation.different)
            if {reader.whole(pair.one), reader.whole(pair.other)} <= both
        ]
    elif isinstance(case, MaybeItem):
        by = [v.author for v in curation.links if reader.whole(v.thing) == case.thing.iri]
    else:
        names = {case.event, *reader.joined(case.event)}
        by = [
            v.author
            for v in curation.claims
            if v.property == case.what and reader.whole(v.event) in names
        ]
        apart = {frozenset(pair) for pair in events_apart(case, reader)}
        by += [
            pair.author
            for pair in curation.different
            if frozenset((reader.whole(pair.one), reader.whole(pair.other))) in apart
        ]
    return by[-1] if by else ""


def _write(
    desk: Desk, case: Case, choice: str, by: Signature
) -> tuple[str, tuple[str, ...], tuple[Added, ...]]:
    """Write a choice: a word, or word:what. Gives the word, what it is about, the lines."""
    word, _, chosen = choice.partition(":")
    if isinstance(case, MaybeOne):
        labels = (case.sides[0].label, case.sides[1].label)
        if word == "same":
            return word, labels, desk.pair(case, "same", by)
        if word == "different":
            return word, labels, desk.pair(case, "different", by)
    elif isinstance(case, MaybeItem):
        label = case.thing.label
        if word == "item":
            for option in case.options:
                if option.item == chosen:
                    named = f"{option.label} ({option.item})"
                    return word, (label, named), desk.accept(case, option, by)
        if word == "none":
            return word, (label,), desk.reject(case, by)
        if word == "no-item":
            return word, (label,), desk.no_item(case, by)
    else:
        if word == "apart" and desk.apart(case):
            return word, (case.label,), desk.two_events(case, by)
        for value in case.values:
            if value.value == chosen:
                about = (case.label, value.label)
                if word == "right":
                    return word, about, desk.claims(case, value, "preferred", by)
                if word == "wrong":
                    return word, about, desk.claims(case, value, "wrong", by)
    raise GoneError


def _plain(note: str) -> str:
    """A reason as one line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in note).split())[:_NOTE]
