"""Names that a recogniser before us has found (``doc.ents``), and how they mix with ours.

Two ways. "over": they are taken as they are and win over what the rules find (a recogniser that
its user trusts). "under": the rules decide where they are sure; what they leave open gets the
recogniser's type as one more weight, and names where the rules are silent become candidates whose
type all their mentions in the document settle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Span

from extractors.model import EntityType
from extractors.names.candidate import Candidate
from extractors.names.lexicon import Lexicon
from extractors.names.morphology import Morphology
from extractors.words import Words

#: What the labels of common recognisers mean here.
LABELS: Final[dict[str, EntityType]] = {
    "PER": "Person",
    "PERS": "Person",
    "PERSON": "Person",
    "LOC": "Place",
    "GPE": "Place",
    "FAC": "Place",
    "ORG": "Organisation",
    "NORP": "Group",
    "GROUP": "Group",
}
WAYS: Final = ("over", "under")

_WEIGHT: Final = 0.9  #: what a recogniser's word for a type weighs beside the rules' evidence
_ALONE: Final = {True: 0.8, False: 0.4}  #: the same where the rules are silent, by: has capitals
_UNSAID: Final = 0.3  #: what its silence says against a person whom only a capital shows
_SURE: Final = 0.8
_FILLED: Final = 0.6
_NOBODY: Final = ("Event", "Thing")  #: heads of names that are none of ours
_STOPS: Final = frozenset(".!?…:;؟\n") | {"\n\n"}
_QUOTES: Final = frozenset("\"“”«»'‘’([{-–—")
_STEM: Final = 3  #: a clitic is cut off before an article and so many letters


def mix(
    ours: list[Candidate], doc: Doc, words: Words, lexicon: Lexicon, way: str
) -> list[Candidate]:
    """``ours`` with the entities of ``doc``, in order, without overlap; ``way`` is one of WAYS."""
    morphology = lexicon.morphology
    given = [c for ent in doc.ents if (c := _candidate(ent, words, morphology)) is not None]
    if way == "over":
        return _over([replace(c, confidence=_SURE) for c in given], ours)
    return _under([c for c in given if not _no_name(c, lexicon)], ours, morphology)


def _candidate(ent: Span, words: Words, morphology: Morphology) -> Candidate | None:
    label, start, end = ent.label_, ent.start_char, ent.end_char
    if label not in LABELS:
        return None
    inside = [i for i in words.within(start, end) if words.folds[i][0].isalnum()]
    if not inside:
        return None
    folds = [words.folds[i] for i in inside]
    if words.starts[inside[0]] == start:
        cut, written = _without_clitic(folds[0], morphology)
        start, folds[0] = start + cut, written
    return Candidate(
        start=start,
        end=end,
        type=LABELS[label],
        words=tuple(folds),
        rule=f"ner {label}",
        confidence=_FILLED,
        initial=_begins_sentence(words, inside[0]),
        forms=morphology.forms(folds[-1]) if words.ends[inside[-1]] == end else (),
    )


def _begins_sentence(words: Words, i: int) -> bool:
    """Whether word ``i`` stands where a sentence may begin, so that its capital says nothing."""
    i -= 1
    while i >= 0 and words.texts[i] in _QUOTES:
        i -= 1
    return i < 0 or words.texts[i] in _STOPS


def _no_name(c: Candidate, lexicon: Lexicon) -> bool:
    """What the tables know for words that name nobody: common nouns, events, verbs."""
    heads = [lexicon.head(word) for word in c.words]
    if any(head is not None and head[0].type in _NOBODY for head in heads):
        return True
    common = [
        any(form.stem in lexicon.common for form in lexicon.morphology.forms(word))
        for word in c.words
    ]
    if not lexicon.morphology.capitals:
        return any(common) or any(word.endswith(lexicon.no_ends) for word in c.words)
    known = zip(c.words, common, heads, strict=True)
    return all(
        plain or head or word in lexicon.qualifiers or word in lexicon.titles
        for word, plain, head in known
    )


def _without_clitic(word: str, morphology: Morphology) -> tuple[int, str]:
    """Letters of the clitic before ``word``, sure only before an article, and the word without."""
    article = morphology.article
    if article and not word.startswith(article):
        for form in morphology.forms(word):
            whole = len(form.stem) >= len(article) + _STEM
            if form.start and whole and form.stem.startswith(article):
                return form.start, form.stem
    return 0, word


def _over(given: list[Candidate], ours: Iterable[Candidate]) -> list[Candidate]:
    if not given:
        return list(ours)
    taken = _Taken(given)
    return sorted([*given, *(c for c in ours if not taken.touches(c))], key=lambda c: c.start)


def _under(
    given: Sequence[Candidate], ours: list[Candidate], morphology: Morphology
) -> list[Candidate]:
    sure = _Taken([c for c in ours if c.type is not None])
    said = [c for c in given if not sure.touches(c)]
    out: list[Candidate] = []
    n = 0
    for c in ours:
        while n < len(said) and said[n].end <= c.start:
            n += 1
        if c.type is None and n < len(said) and said[n].start < c.end:
            kind = said[n].type
            assert kind is not None
            c = replace(
                c, weights=_added(c.weights, kind, _WEIGHT), rule=f"{c.rule}+{said[n].rule}"
            )
        elif c.type is None and morphology.capitals:
            c = replace(c, weights=_added(c.weights, "Person", -_UNSAID))
        out.append(c)
    taken = _Taken(ours)
    for c in said:
        if not taken.touches(c) and c.type is not None:
            out.append(replace(c, type=None, weights=((c.type, _ALONE[morphology.capitals]),)))
    return sorted(out, key=lambda c: c.start)


def _added(
    weights: tuple[tuple[EntityType, float], ...], kind: EntityType, weight: float
) -> tuple[tuple[EntityType, float], ...]:
    summed = dict(weights)
    summed[kind] = summed.get(kind, 0.0) + weight
    return tuple(sorted(summed.items()))


class _Taken:
    """Which characters of a reading candidates cover."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.marks = bytearray(max((c.end for c in candidates), default=0))
        for c in candidates:
            self.marks[c.start : c.end] = b"\1" * (c.end - c.start)

    def touches(self, c: Candidate) -> bool:
        return 1 in self.marks[c.start : c.end]
