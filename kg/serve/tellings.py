"""Passages that tell of an event, each with the claims that it makes and the words that make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.serve.ask import Asker
from kg.serve.claims import PROPERTIES, Claim
from kg.serve.engine.model import Row
from kg.serve.quotes import Quote, quote_of, said


@dataclass(frozen=True, slots=True)
class Detailed:
    """A claim with all that is known of it."""

    claim: Claim
    confidence: float
    rule: str
    date_rule: str  #: what read the date, with how what is not written was filled in; or ""
    words: str  #: of the source, for the value
    speaker: tuple[str, str] | None  #: IRI and label of who is quoted
    because: str  #: why a person decided on it
    author: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage with the claims that it makes."""

    quote: Quote
    claims: tuple[Detailed, ...]

    @property
    def counts(self) -> bool:
        """Whether anything in it counts."""
        return any(made.claim.counts for made in self.claims)


def passages_of(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The passages of ``claims`` (IRIs) in their order, those first that make one that counts."""
    counting = [claim.passage for claim in claims if claim.counts]
    return tuple(dict.fromkeys([*counting, *(claim.passage for claim in claims)]))


async def tellings_of(
    ask: Asker, claims: Sequence[Claim], passages: Sequence[str]
) -> tuple[Telling, ...]:
    """``passages`` (IRIs) with those of ``claims`` that they make; raises what engines raise."""
    made: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        made[claim.passage].append(claim)
    if not passages:
        return ()
    read = {"passage": " ".join(passages)}
    quotes = {str(row["passage"]): row for row in await ask.question("quotes_of", read)}
    languages = {
        str(row["passage"]): str(row["language"])
        for row in await ask.question("languages_at", read)
    }
    given = {"claim": " ".join(c.iri for passage in passages for c in made[passage])}
    read_by = _by_claim(await ask.question("claims_read", given))
    spots = await ask.question("claims_words", given)
    words = _by_claim(sorted(spots, key=lambda row: int(str(row["words_start"]))))
    dated = _by_claim(await ask.question("claims_dated", given))
    said_so = await ask.question("claims_said", given)
    people = _by_claim([*said_so, *await ask.question("claims_judged", given)])
    return tuple(
        Telling(
            quote_of(
                quotes[passage],
                [word for claim in made[passage] for word in words[claim.iri]],
                languages.get(passage, ""),
            ),
            tuple(
                _detailed(c, read_by, words, dated, people)
                for c in sorted(made[passage], key=_order)
            ),
        )
        for passage in passages
        if passage in quotes
    )


def _by_claim(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row["claim"])].append(row)
    return found


def _detailed(
    claim: Claim,
    read_by: Mapping[str, Sequence[Row]],
    words: Mapping[str, Sequence[Row]],
    dated: Mapping[str, Sequence[Row]],
    people: Mapping[str, Sequence[Row]],
) -> Detailed:
    read = next(iter(dated.get(claim.iri, ())), None)
    known = {name: str(term) for told in people.get(claim.iri, ()) for name, term in told.items()}
    how = next(iter(read_by.get(claim.iri, ())), {})
    return Detailed(
        claim,
        confidence=float(said(how, "confidence") or 0),
        rule=said(how, "rule"),
        date_rule=f"{said(read, 'date_rule')}; {said(read, 'anchor')}" if read else "",
        words=" … ".join(said(word, "words") for word in words.get(claim.iri, ())),
        speaker=(known["speaker"], known["speaker_label"]) if "speaker" in known else None,
        because=known.get("because", ""),
        author=known.get("author", ""),
    )


def _order(claim: Claim) -> tuple[int, str, str]:
    return [*PROPERTIES.values(), "other"].index(claim.about), claim.value.label, claim.iri
