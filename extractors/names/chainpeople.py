"""People's names in a language without capitals: titles, given names, openers and closers."""

from __future__ import annotations

from typing import Final

from extractors.names.candidate import Candidate
from extractors.names.gazetteer import Found
from extractors.names.phrases import Hit
from extractors.names.wordline import WordLine

_ALONE: Final = 0.9  #: a given name by itself
_DOUBTFUL: Final = 0.4  #: the same of one that is a word of the language too
_WRITTEN: Final = 0.0  #: log odds of letters of a second name behind a foreign one
_LONGEST: Final = 12  #: words of a person's name


def person_chain(line: WordLine, i: int, hit: Hit | None) -> tuple[Candidate, int] | None:
    """The person whose name or title begins with word ``i``, and the word after the name."""
    titles: list[str] = []
    j, first = i, i
    while (title := line.kinds[j].title) is not None and title.before:
        titles.append(line.kinds[j].form.stem)
        if not title.part_before:
            first = j + 1
        j += 1
        if not line.near(j) or not line.bare(j):
            return None
    before = (line.kinds[k].title for k in range(i, j))
    strong = any(title is not None and not title.weak for title in before)
    if titles and _of_a_people(line, j):
        j, strong = j + 1, True  # the British ambassador Layard
        first = j if first == j - 1 else first
    name, known, given = _name(line, j, titled=strong or line.titled(j))
    if not name:
        return None
    j = name[-1] + 1
    last = name[-1]
    after = False
    while line.near(j) and (title := line.kinds[j].title) and title.after and line.bare(j):
        titles.append(line.kinds[j].form.stem)
        after, last, j = True, j, j + 1
    single = len(name) == 1 and not titles and not known
    if not (titles or known or given >= 2 or (given and len(name) >= 2) or single):
        return None
    if single and not given:
        return None
    stem = line.kinds[name[0]].form.stem
    weight = _DOUBTFUL if stem in line.lexicon.doubtful else _ALONE
    start = line.words.starts[first] + line.kinds[first].form.start
    if hit is not None and first == hit.first:
        start = max(start, hit.start)
    folds = tuple(line.kinds[k].form.stem if k == first else line.words.folds[k] for k in name)
    entries, short = _entries(line, hit, name)
    return (
        Candidate(
            start=start,
            end=line.words.ends[last],
            type=None if single else "Person",
            words=folds,
            rule="gazetteer" if known else "title" if titles else "given name",
            confidence=0.9 if titles or known else 0.8,
            titles=tuple(titles),
            entries=entries,
            short=short and not after,
            weights=(("Person", weight),) if single else (),
        ),
        j,
    )


def _of_a_people(line: WordLine, j: int) -> bool:
    """An adjective of a people between a title and a name."""
    known = line.phrases.known(line.words.folds[j]) if line.kinds[j].letters else None
    adjective = line.words.folds[j].endswith(line.lexicon.adjectives)
    people = known is not None and all(f.entry.type == "Group" for f in known[1])
    return people and adjective and line.near(j + 1) and line.bare(j + 1)


def _name(line: WordLine, i: int, *, titled: bool) -> tuple[list[int], bool, int]:
    """Word indices of a name from ``i`` on; whether it is a known one; how many given names."""
    name: list[int] = []
    known, given, j = False, 0, i
    while len(name) < _LONGEST and (j == i or (line.near(j) and line.bare(j))):
        kind = line.kinds[j]
        hit = line.hit(j)
        if not kind.letters or (kind.title is not None and j > i):
            break
        if name and line.kinds[name[-1]].ordinal and kind.given and not kind.opener:
            break  # Selim the First, and whom he met
        if hit is not None and "Person" in hit.types:
            if name and hit.start > line.words.starts[j]:
                break  # and somebody else
            name.extend(range(j, hit.last + 1))
            known, j = True, hit.last + 1
            continue
        if (opened := _opened(line, j)) > j or (name and kind.ordinal):
            name.extend(range(j, opened + 1))
            given, j = given + kind.opener, opened + 1
            continue
        if not kind.common and line.near(j + 1) and line.closes(j + 1):
            name.extend((j, j + 1))
            given, j = given + 1, j + 2
            continue
        plain = kind.common or kind.head is not None or (hit is not None and not name)
        if not kind.given and (
            plain or not _follows(line, name, j, titled=titled, known=known, hit=hit)
        ):
            break
        given += kind.given
        name.append(j)
        j += 1
    return name, known, given


def _opened(line: WordLine, j: int) -> int:
    """The last word of what ``j`` opens (ibn Abi Talib, Abd al-Malik); ``j`` where it opens none."""
    while line.kinds[j].opener and line.near(j + 1) and _opens(line, j + 1):
        j += 1
        if line.near(j + 1) and line.closes(j + 1):
            return j + 1
    return j


def _opens(line: WordLine, j: int) -> bool:
    """Whether word ``j`` may be what an opener opens: al-Malik, but not his brother."""
    kind = line.kinds[j]
    plain = kind.common and not (kind.opener or line.definite(kind.form.stem))
    return kind.letters and not plain


def _follows(
    line: WordLine, name: list[int], j: int, *, titled: bool, known: bool, hit: Hit | None
) -> bool:
    """Whether the unknown word ``j`` goes on with a name: family name, epithet, second word."""
    fold = line.words.folds[j]
    article = line.lexicon.morphology.article
    if name and line.nisba(j):
        return not known or not any(f.entry.id for f in _known_at(line, name[0]))
    if fold in line.lexicon.qualifiers or hit is not None:
        return False
    if not name:
        return (
            titled and not (article and fold.startswith(article)) and line.unknown(j, titled=True)
        )
    if fold.endswith(line.lexicon.surnames):
        return True
    if known or (article and fold.startswith(article)):
        return False
    first = line.kinds[name[-1]].form.stem
    foreign = first in line.lexicon.foreign or line.foreign(j) is not None
    if not line.unknown(j, titled=titled or foreign):
        return False
    written = foreign and line.lexicon.letters.odds(fold) > _WRITTEN  # Reginald Wingate
    if line.joined(j).start and not written and line.pairs[line.words.folds[name[-1]], fold] < 2:
        return False  # and he returned
    if _title_follows(line, j + 1):
        return True
    sure = titled or foreign or line.pairs[first, fold] > 1
    if not sure and first not in line.lexicon.doubtful:
        sure = True
    if not sure:
        sure = fold.endswith(line.lexicon.epithets)
    return len(name) == 1 and sure


def _known_at(line: WordLine, i: int) -> tuple[Found, ...]:
    hit = line.hit(i)
    return hit.of("Person") if hit is not None else ()


def _title_follows(line: WordLine, j: int) -> bool:
    """Whether a title that stands after names comes next, or after one more word."""
    for k in (j, j + 1):
        if not line.near(k) or not line.kinds[k].letters:
            return False
        title = line.kinds[k].title
        if title is not None:
            return title.after
        if line.kinds[k].common or line.kinds[k].given:
            return False
    return False


def _entries(line: WordLine, hit: Hit | None, name: list[int]) -> tuple[tuple[str, ...], bool]:
    hit = hit or line.hit(name[0])
    if hit is None or hit.first != name[0] or hit.last != name[-1]:
        return (), False
    found = hit.of("Person")
    return tuple(f.entry.id for f in found if f.entry.id), bool(found) and all(
        f.name.short for f in found
    )
