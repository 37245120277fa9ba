"""Which part each name of a clause plays for one trigger."""

from __future__ import annotations

from extractors.events.clauses import Clause, Grammar, Named
from extractors.events.lexicon import Hit
from extractors.events.marks import Marks
from extractors.events.patterns import Token
from extractors.words import Words

#: Types that stand as a bare modifier before a noun or another name ("Greek troops").
_MODIFIERS = frozenset({"Group", "Place", "Organisation"})
#: Slots of a name that an earlier verb of its clause keeps.
_OWNED = frozenset({"at", "to", "from", "with", "for", "against"})
_NOUNS = frozenset({"head", "weak", "noun", "proper"})


def mark_names(
    clause: Clause, words: Words, marks: Marks, grammar: Grammar, joins: Token, stop: int
) -> None:
    """Set ``slot`` and ``after`` of every name of the clause from the signs that stand about it.

    A bare name keeps the slot "": its place among the words decides (``slots_for``).
    """
    starts = {n.first: n for n in clause.names}
    nouns = {h.first for h in clause.hits if h.kind in _NOUNS}
    order = reversed(clause.names) if grammar.order == "last" else iter(clause.names)
    held = {w for n in clause.names for w in range(n.first, n.last + 1)}
    previous: Named | None = None
    for named in order:
        slot, named.after = marks.behind(words, named.last, named.span.end, stop)
        if not slot and marks.before:
            slot = marks.ahead(words, named.first, named.span.start, clause.first, held)
        if not slot and grammar.order != "first":
            slot = _bare(named, starts, nouns, words, marks, stop)
        if slot == "of" and _of_office(named, starts, words, marks, stop):
            slot = "whose"
        if not slot and previous is not None and _joined(named, previous, words, joins, grammar):
            slot = previous.slot
        named.slot = slot
        previous = named


def _bare(
    named: Named,
    starts: dict[int, Named],
    nouns: set[int],
    words: Words,
    marks: Marks,
    stop: int,
) -> str:
    """ "mod" where a bare name leans on the noun or name behind it."""
    if named.span.type not in _MODIFIERS:
        return ""
    if named.after in nouns:
        return "mod"
    if named.after == named.last + 1 < stop and marks.office.match(words.folds[named.after]):
        return "mod"  # Danimarka kralı, British general
    follower = starts.get(named.after)
    if follower is not None and follower is not named and named.after == named.last + 1:
        return "mod" if follower.span.type in ("Person", "Organisation") else ""
    return ""


def _of_office(
    named: Named, starts: dict[int, Named], words: Words, marks: Marks, stop: int
) -> bool:
    """Whether a genitive only belongs to an office: the ambassador of X, X'in Bakü elçisi."""
    at = named.after
    if at in starts and starts[at] is not named:
        at = max(starts[at].after, starts[at].last + 1)
    return at < stop and marks.office.match(words.folds[at]) is not None


def _joined(named: Named, previous: Named, words: Words, joins: Token, grammar: Grammar) -> bool:
    """Whether the two names are members of one list."""
    if (named.span.type == "Person") != (previous.span.type == "Person"):
        return False  # Salisbury, Rusya'yı Gorçakov …: the next member of a longer list
    left, right = (named, previous) if grammar.order == "last" else (previous, named)
    between = range(max(left.after, left.last + 1), right.first)
    if not between and named.first == previous.last + 1:
        clitic = words.folds[named.first][: named.span.start - words.starts[named.first]]
        return joins.match(clitic) is not None  # written together with the name
    return 1 <= len(between) <= 2 and all(
        words.folds[w] == "," or words.folds[w] == "،" or joins.match(words.folds[w])
        for w in between
    )


def slots_for(
    hit: Hit, clause: Clause, grammar: Grammar, words: Words, *, noun: bool, taken: set[int]
) -> list[tuple[str, Named]]:
    """The companions of ``hit`` in its clause: (slot, name). ``taken``: ids of names left out."""
    names = [n for n in clause.names if id(n) not in taken]
    if noun:
        return _noun_slots(hit, names, clause, grammar, words)
    if grammar.order == "last":
        found = _last_slots(hit, names)
    elif grammar.order == "middle":
        found = _middle_slots(hit, names, clause)
    else:
        found = _first_slots(hit, names, clause, words)
    if hit.form.passive:
        found = [("obj" if slot == "subj" else slot, n) for slot, n in found]
    return found


def _last_slots(hit: Hit, names: list[Named]) -> list[tuple[str, Named]]:
    nominal = hit.form.part not in ("finite", "converb", "participle")
    found = []
    for named in names:
        if named.first >= hit.last:
            continue
        slot = named.slot
        if slot == "" or (slot == "of" and nominal):
            slot = "subj"
        elif slot == "of":
            slot = "whose"
        found.append((slot, named))
    if any(s == "subj" and n.slot == "of" and n.span.type == "Person" for s, n in found):
        # açılışından sonra Kemal'in yazdığı: the other genitives belong to nouns between
        found = [
            ("whose" if s == "subj" and n.slot == "of" and n.span.type != "Person" else s, n)
            for s, n in found
        ]
    return found


def _middle_slots(hit: Hit, names: list[Named], clause: Clause) -> list[tuple[str, Named]]:
    verbs = [h for h in clause.hits if h.verbal]
    later = [h.first for h in verbs if h.first > hit.first]
    edge = min(later, default=clause.last)
    found = []
    done_by = False  # signed by A for X, B for Y: B signs too
    earlier = min((h.last for h in verbs if h.last <= hit.first), default=hit.first)
    for named in names:
        if named.first > edge:
            continue
        slot = named.slot
        if earlier <= named.first < hit.first and slot in _OWNED:
            continue  # scattered Pepe at Rieti and entered Naples: Rieti is the first verb's
        done_by = done_by or (slot == "agent" and named.first > hit.first)
        if slot == "":
            slot = "subj" if named.first < hit.first else "agent" if done_by else "obj"
        elif slot == "poss" and hit.form.part == "nominal":
            slot = "subj"
        found.append((slot, named))
    return found


def _first_slots(
    hit: Hit, names: list[Named], clause: Clause, words: Words
) -> list[tuple[str, Named]]:
    later = [h.first for h in clause.hits if h.first > hit.first and h.verbal]
    edge = min(later, default=clause.last)
    behind = [n for n in names if hit.first < n.first < edge]
    found: list[tuple[str, Named]] = []
    owned = hit.form.part == "noun" and hit.form.case != ""  # his death: whose is said
    subject: Named | None = None
    first = "of" if hit.form.part == "noun" else "subj"  # a verbal noun has what it is done to
    for named in behind:
        slot = named.slot
        if slot == "" and not owned:
            if subject is None or _list(words, subject, named):
                slot, subject = first, named
            else:
                slot = "obj"
        found.append((slot, named))
    earlier = [h for h in clause.hits if h.last <= hit.first and h.verbal]
    low = max((h.last for h in earlier), default=clause.first)
    for named in names:
        if low <= named.first < hit.first:
            if named.slot == "" and subject is None and not owned:
                found.append(("subj", named))
            elif named.slot in ("at", "agent"):
                found.append((named.slot, named))
    return found


def _list(words: Words, first: Named, second: Named) -> bool:
    """Whether the second name is joined to the first by a comma or an and."""
    between = range(first.last + 1, second.first)
    if len(between) == 1:
        return words.folds[between[0]] in (",", "،", "و")
    return not between and second.span.start > words.starts[second.first]


def _noun_slots(
    hit: Hit, names: list[Named], clause: Clause, grammar: Grammar, words: Words
) -> list[tuple[str, Named]]:
    """Companions within the phrase that the noun heads."""
    found: list[tuple[str, Named]] = []
    if grammar.order == "last":
        edge = hit.first
        for named in reversed([n for n in names if n.last < hit.first]):
            if _apart(clause, named, edge) > 4 or _parted(words, named.last + 1, edge):
                break
            slot = named.slot
            if slot in ("", "mod"):
                whole = hit.kind == "proper"  # a name that needs nothing before it
                slot = "mod" if edge - named.last <= 2 and not whole else ""
            if slot in ("of", "mod", "obj", "agent", "between", "with", "at", "against", "lead"):
                found.append((slot, named))
                edge = named.first
            elif slot not in ("to", "from"):
                break
            else:
                if edge == hit.first:
                    found.append((slot, named))
                edge = named.first
    else:
        edge = hit.last
        for named in [n for n in names if n.first >= hit.last]:
            if named.first - edge > 4 or _parted(words, edge, named.first):
                break
            slot = named.slot
            placed = slot == "" and grammar.order == "first"
            if placed:
                slot = _of_noun(named, edge, found)
            if slot not in ("", "subj", "time") and (placed or slot != "obj"):
                found.append((slot, named))
            elif slot == "":
                break
            edge = named.last + 1
        for named in names:
            if (
                named.last < hit.first
                and 0 <= hit.first - named.after <= 2
                and named.slot
                in (
                    "mod",
                    "poss",
                )
            ):
                found.append((named.slot, named))
    slots = {slot for slot, _ in found}
    if "of" in slots and slots & {"obj", "for"}:
        found = [({"of": "subj", "for": "obj"}.get(slot, slot), n) for slot, n in found]
    return found


def _of_noun(named: Named, edge: int, found: list[tuple[str, Named]]) -> str:
    """The slot of a bare name behind a noun: whose it is, or what that one does it to."""
    if named.first - edge > 2:
        return ""
    doer = found[-1][1].span.type if found and found[-1][0] == "of" else "Place"
    done_to = named.span.type == "Place" != doer and named.first == edge
    return "obj" if done_to else "of"


def _apart(clause: Clause, named: Named, edge: int) -> int:
    """Words between a name and ``edge``, those of dates not counted."""
    low = max(named.after, named.last + 1)
    dated = sum(d.last - d.first + 1 for d in clause.dates if low <= d.first < edge)
    return edge - low - dated


def _parted(words: Words, first: int, last: int) -> bool:
    return any(words.folds[w] in (".", ";", ":", "؛", "\n\n") for w in range(first, last))
