"""Organisations and places in a language without capitals, by the noun that opens their name."""

from __future__ import annotations

from typing import Final

from extractors.model import EntityType
from extractors.names.candidate import Candidate
from extractors.names.chainpeople import person_chain
from extractors.names.lexicon import Head, entity_type
from extractors.names.wordkinds import WordKind
from extractors.names.wordline import WordLine

_LONGEST: Final = 7  #: words of an organisation's name
_NOUNS: Final = 4  #: words that tell what it is for


def headed_chain(line: WordLine, i: int, kind: WordKind) -> tuple[Candidate, int] | None:
    """The organisation or place that the noun ``i`` opens, and the word after its name."""
    head = kind.head
    assert head is not None
    article = line.lexicon.morphology.article
    definite = bool(article) and kind.form.stem.startswith(article)
    if head.type == "Organisation":
        last = _organisation(line, i, head, definite=definite)
        return _whole(line, i, last, "Organisation") if last > i else None
    written = line.words.texts[i][kind.form.start :] in line.lexicon.written
    if head.type == "Group" and written and line.near(i + 1) and line.bare(i + 1):
        following = line.kinds[i + 1]
        if line.unknown(i + 1, titled=True) or following.given or line.hit(i + 1):
            return _whole(line, i, i + 1, "Group")
        return None
    if head.type == "Place" and line.near(i + 1) and line.bare(i + 1) and not definite:
        return _place(line, i, head)
    return None


def _organisation(line: WordLine, i: int, head: Head, *, definite: bool) -> int:
    """Index of the last word of the organisation that the head ``i`` opens; ``i`` for none."""
    last, j = i, i + 1
    named = definite
    while j - i <= _LONGEST and line.near(j) and line.kinds[j].letters:
        fold = line.words.folds[j]
        hit = line.hit(j)
        if fold in line.lexicon.qualifiers:
            if fold not in line.lexicon.common:
                last = j
            named, j = True, j + 1
        elif hit is not None and (hit.types[0] == "Group" or not named):
            if hit.types[0] == "Person" or hit.start != line.words.starts[j]:
                break
            last, j, named = hit.last, hit.last + 1, True
        elif head.open and j == i + 1 and line.unknown(j) and not line.agrees(i, j):
            last, j, named = j, j + 1, True
        elif not named and (end := _described(line, j)) > j:
            last, j, named = end, end + 1, True
        else:
            break
    return last


def _described(line: WordLine, j: int) -> int:
    """The last of some nouns with the article that an adjective of organisations ends; else ``j``.

    So the National Liberation Front is told (جبهة التحرير الوطني).
    """
    end = j
    while end - j < _NOUNS and line.near(end) and line.definite(line.words.folds[end]):
        if line.hit(end) is not None:
            return j
        if end > j and line.words.folds[end] in line.lexicon.qualifiers:
            return end
        end += 1
    return j


def _place(line: WordLine, i: int, head: Head) -> tuple[Candidate, int] | None:
    hit = line.hit(i + 1)
    if hit is not None and "Place" in hit.types:
        if not head.part:
            return None
        return _whole(line, i, hit.last, "Place")
    if head.part and head.open and (person := person_chain(line, i + 1, hit)) is not None:
        return _whole(line, i, person[1] - 1, "Place")
    if not head.open or not line.unknown(i + 1) or line.kinds[i + 1].given:
        return None
    if line.agrees(i, i + 1):
        return None
    return _whole(line, i if head.part else i + 1, i + 1, entity_type("Place"))


def _whole(line: WordLine, first: int, last: int, kind: EntityType) -> tuple[Candidate, int]:
    words, form = line.words, line.kinds[first].form
    return (
        Candidate(
            start=words.starts[first] + form.start,
            end=words.ends[last],
            type=kind,
            words=(form.stem, *words.folds[first + 1 : last + 1]),
            rule="head",
            confidence=0.8,
        ),
        last + 1,
    )
