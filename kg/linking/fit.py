"""How well a candidate fits a thing: name, type, time, place, and what it is named together with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from kg.identity.evidence import Reason, told
from kg.identity.evidence import score as score_of
from kg.identity.things import Thing
from kg.linking import classes
from kg.linking.labels import Label, alike, labels_of, languages_of, name_reason
from kg.linking.model import Candidate, Scored
from kg.linking.names import Name, name_of
from kg.linking.where import KNOWN, Context, company_reasons, place_reasons

_WORD: Final = re.compile(r"\w+")
_YEAR: Final = 365
_SLACK: Final = 3 * _YEAR  #: Wikidata's and a text's dates may differ by so many days
_LONG: Final = 130 * _YEAR  #: nobody does anything so long after birth

#: weights
_CALLED: Final = 0.3  #: for each language
_CALLED_OTHERWISE: Final = -0.9
_TYPE: Final = 1.5
_TYPE_UNKNOWN: Final = -0.5
_OTHER_TYPE: Final = -2.0
_KIND: Final = 1.0
_OTHER_KIND: Final = -1.5
_COUNTRY: Final = 1.6
_SETTLEMENT: Final = 0.5
_DISTRICT: Final = -0.9
_AT_THE_TIME: Final = 1.2
_TIME_UNKNOWN: Final = -0.3
_BEFORE_ITS_TIME: Final = -1.2
_OFFICE: Final = 1.2
_WIDELY: Final = 0.12  #: for each language


def best_fits(
    thing: Thing, candidates: Iterable[Candidate], context: Context, most: int
) -> list[Scored]:
    """So many candidates that fit best, at most, the best first, of equals that of the lowest number.

    Those whose labels are like no name of the thing are left out. What can't be the thing, whatever
    it is called, stands last; its names are looked at only where there is place left for it.
    """
    names = [name_of(text, language, thing.type) for text, language, _ in thing.names]
    written = frozenset(language for _, language, count in thing.names if count)
    given = [n for n in names if n.language not in written]
    titles = frozenset(t for n in names if n.language in written for t in n.titles)

    @cache
    def called(labels: tuple[tuple[str, str, bool], ...]) -> tuple[Reason, ...]:
        """What labels speak for, which many items of one name have in common."""
        theirs = _labels(labels, thing.type)
        named = name_reason(names, theirs, thing.type, written=written)
        return (named, *_called(given, theirs), *_known(labels)) if named else ()

    weighed: list[tuple[float, Candidate, tuple[Reason, ...]]] = []
    for vetoed, _, candidate, others in sorted(
        _circumstances(thing, candidates, context, titles), key=lambda c: c[:2]
    ):
        if vetoed and len(weighed) >= most:
            break
        if by_name := called(candidate.labels):
            reasons = (*by_name, *others)
            weighed.append((_score(reasons), candidate, reasons))
    weighed.sort(key=lambda w: -w[0])  # of equals the order is kept
    return [Scored(one, score, told(reasons)) for score, one, reasons in weighed[:most]]


def _circumstances(
    thing: Thing, candidates: Iterable[Candidate], context: Context, titles: frozenset[str]
) -> Iterator[tuple[bool, int, Candidate, tuple[Reason, ...]]]:
    """Of each candidate: whether it can't be the thing, its number, itself, all reasons but names."""
    for candidate in candidates:
        reasons = (
            *_type(thing.type, thing.kind, candidate.classes),
            *_time(thing, candidate),
            *place_reasons(thing, candidate, context),
            *company_reasons(thing, candidate, context.names),
            *_office(titles, candidate.description),
        )
        yield any(r.veto for r in reasons), int(candidate.item[1:]), candidate, reasons


def _score(reasons: Sequence[Reason]) -> float:
    """From 0 to 1, fine enough to tell apart what is near 1; 0 where one thing can't be outweighed."""
    return 0.0 if any(r.veto for r in reasons) else score_of((r.weight for r in reasons), 6)


@lru_cache(maxsize=50_000)
def _labels(labels: tuple[tuple[str, str, bool], ...], kind: str) -> tuple[Label, ...]:
    return labels_of(labels, kind)


def _called(names: Sequence[Name], labels: Sequence[Label]) -> Iterator[Reason]:
    """What the gazetteer and the item call it in other languages than the texts'."""
    own: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        own[name.language].append(name)
    theirs: dict[str, list[Name]] = defaultdict(list)
    for label in labels:
        theirs[label.name.language].append(label.name)
    shared = [language for language in own if language in theirs]
    agree = [
        language
        for language in shared
        if any(alike(name, other) for name in own[language] for other in theirs[language])
    ]
    differ = [language for language in shared if language not in agree]
    if agree:
        yield Reason(_CALLED * len(agree), f"called alike in {', '.join(agree)}")
    if differ:
        yield Reason(_CALLED_OTHERWISE * len(differ), f"called otherwise in {', '.join(differ)}")


@lru_cache(maxsize=50_000)
def _type(own: str, kind: str, of: tuple[str, ...]) -> tuple[Reason, ...]:
    """What an item's classes speak for, to a thing of the type ``own``."""
    types = classes.types_of(of)
    if types == {classes.NEVER}:
        page = "a page, list, category, name or work, not the thing itself"
        return (Reason(0.0, page, veto=True),)
    if not types:
        return (Reason(_TYPE_UNKNOWN, "what it is is not known"),)
    if own in types:
        return (Reason(_TYPE, f"it is a {own.lower()}"), *_kind(own, kind, of))
    other = f"it is a {_or(types)}, not a {own.lower()}"
    if {"Person", "Event"} & (types | {own}):
        return (Reason(0.0, other, veto=True),)
    return (Reason(_OTHER_TYPE, other),)


def _or(types: frozenset[str]) -> str:
    return " or ".join(sorted(types)).lower()


def _kind(own: str, kind: str, of: tuple[str, ...]) -> Iterator[Reason]:
    """Of an event, its kind; a bare name of a place is a country's or a town's before a district's."""
    if own == "Event":
        kinds = classes.kinds_of(of)
        if kind and kinds:
            if classes.is_kind(kind, kinds):
                yield Reason(_KIND, f"both are of the kind {kind}")
            else:
                yield Reason(_OTHER_KIND, f"it is of the kind {_or(kinds)}, not {kind}")
    elif own == "Place":
        if classes.COUNTRY in of:
            yield Reason(_COUNTRY, "a country is meant before what is named like it")
        elif classes.SETTLEMENT in of:
            yield Reason(_SETTLEMENT, "a settlement is meant before the land around it")
        elif classes.DISTRICT in of:
            yield Reason(_DISTRICT, "a district is seldom meant by the bare name of its town")


def _time(thing: Thing, candidate: Candidate) -> Iterator[Reason]:
    first, last = thing.first, thing.last
    if thing.type == "Event":
        yield from _event_time(thing, candidate)
        return
    yield from _life(thing, candidate)
    if first is None or last is None:
        return
    begins, ends = candidate.first, candidate.last
    person = thing.type == "Person"
    if begins is None and ends is None:
        if person:
            yield Reason(_TIME_UNKNOWN, "when it lived is not known")
        return
    if ends is None and begins is not None and person:
        ends = begins + _LONG
    if begins is not None and last < begins - _SLACK:
        # places have names before the state or the municipality of today is founded
        never = thing.type in ("Person", "Organisation")
        yield Reason(_BEFORE_ITS_TIME, f"it begins {_years(begins - last)} later", veto=never)
    elif ends is not None and first > ends + _SLACK:
        yield Reason(0.0, f"it ended {_years(first - ends)} before", veto=True)
    elif begins is not None and ends is not None:
        if begins - _SLACK <= first and last <= ends + _SLACK:
            yield Reason(_AT_THE_TIME, "it lived or was there at the time")
        else:
            yield Reason(_AT_THE_TIME / 2, "it lived or was there at a part of the time")


def _event_time(thing: Thing, candidate: Candidate) -> Iterator[Reason]:
    spans = thing.spans or (
        ((thing.first, thing.last),) if thing.first is not None and thing.last is not None else ()
    )
    if not spans:
        return
    begins = candidate.first if candidate.first is not None else candidate.last
    ends = candidate.last if candidate.last is not None else candidate.first
    if begins is None or ends is None:
        yield Reason(_TIME_UNKNOWN, "when it was is not known")
        return
    gap = min(max(begins - last, first - ends, 0) for first, last in spans)
    if gap <= _YEAR:
        yield Reason(_AT_THE_TIME, "it was at the time that the texts tell")
    elif gap <= _SLACK:
        yield Reason(0.0, f"it was {_years(gap)} before or after")
    else:
        yield Reason(0.0, f"it was {_years(gap)} before or after", veto=True)


def _life(thing: Thing, candidate: Candidate) -> Iterator[Reason]:
    for told_day, day, what in (
        (thing.lived[0], candidate.first, "born"),
        (thing.lived[1], candidate.last, "died"),
    ):
        if told_day is None or day is None:
            continue
        gap = abs(told_day - day)
        if gap <= 2 * _YEAR:
            yield Reason(_AT_THE_TIME, f"{what} in the year that the texts tell")
        elif gap > 4 * _SLACK:
            yield Reason(0.0, f"{what} {_years(gap)} before or after the texts tell", veto=True)


def _years(days: int) -> str:
    years = max(1, round(days / 365.25))
    return "a year" if years == 1 else f"{years} years"


def _office(titles: frozenset[str], description: str) -> Iterator[Reason]:
    held = titles.intersection(_WORD.findall(description.casefold()))
    if held:
        yield Reason(_OFFICE, f"described as '{description}', named as {min(held)}")


def _known(labels: tuple[tuple[str, str, bool], ...]) -> Iterator[Reason]:
    count = languages_of(labels)
    if count > 1:
        yield Reason(_WIDELY * min(count, KNOWN), f"it has labels in {count} languages")
