"""How what waits for a person looks on a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from kg.cli.bidi import isolated, wrapped
from kg.curation.contradictions import Contradiction
from kg.curation.index import ENTITIES, Reader, Side
from kg.curation.passages import Passage
from kg.curation.pending import Case, MaybeItem, MaybeOne
from kg.curation.reasons import strongest_first
from kg.graph.vocab import WD

_PASSAGES = 2  #: shown of each thing or value
_NAMES = 6  #: shown of each thing
_OPTIONS = 9  #: one key each


def title(case: Case) -> str:
    """What is asked."""
    if isinstance(case, MaybeOne):
        return "Are these one?"
    if isinstance(case, MaybeItem):
        return "Which Wikidata item is this?"
    return f"Which {case.what} is right?"


def options(case: Case) -> int:
    """How many there are to choose from by number."""
    if isinstance(case, MaybeOne):
        return 0
    return min(len(case.options if isinstance(case, MaybeItem) else case.values), _OPTIONS)


def show(case: Case, reader: Reader, console: Console) -> None:
    """Print the case: what it is about, the choices with scores and reasons, the passages."""
    for line in _lines(case, reader, console.width, console.no_color or not console.is_terminal):
        console.print(line, soft_wrap=True)


def _lines(case: Case, reader: Reader, width: int, brackets: bool) -> Iterator[Text]:
    if isinstance(case, MaybeOne):
        for number, side in enumerate(case.sides, 1):
            yield from _side(side, reader, width, brackets, str(number))
            yield Text()
        yield Text(f"Score {case.score:.2f}:")
        yield from _reasons(case.evidence, width)
    elif isinstance(case, MaybeItem):
        yield from _side(case.thing, reader, width, brackets, " ")
        yield from _reasons(case.because, width)
        yield Text()
        yield from _items(case, width)
    else:
        yield from _values(case, reader, width, brackets)


def _side(side: Side, reader: Reader, width: int, brackets: bool, number: str) -> Iterator[Text]:
    told = "mention" if side.kind in ENTITIES else "passage"
    counted = f"{side.mentions} {told}{'' if side.mentions == 1 else 's'}"
    head = Text(f"{number} ", style="bold cyan").append(isolated(side.label), style="bold")
    yield head.append(f"  {side.kind.lower()}, {counted}", style="default")
    yield _fitted(f"  {reader.short(side.iri)}", width, "dim")
    if side.names:
        names = ", ".join(side.names[:_NAMES])
        more = f" and {len(side.names) - _NAMES} more" if len(side.names) > _NAMES else ""
        yield from _indented(f"also {names}{more}", width)
    for passage in reader.shown(side.iri, _PASSAGES):
        yield from _passage(passage, width, brackets)


def _items(case: MaybeItem, width: int) -> Iterator[Text]:
    for number, option in enumerate(case.options[:_OPTIONS], 1):
        head = Text(f"{number} ", style="bold cyan").append(isolated(option.label), style="bold")
        yield head.append(f"  {option.item}  score {option.score:.2f}", style="default")
        if option.description:
            yield from _indented(option.description, width)
        yield from _reasons(option.evidence, width)
        yield _fitted(f"  {WD}{option.item}", width, "dim")


def _values(case: Contradiction, reader: Reader, width: int, brackets: bool) -> Iterator[Text]:
    yield Text(isolated(case.label), style="bold")
    yield _fitted(f"  {reader.short(case.event)}", width, "dim")
    for number, value in enumerate(case.values[:_OPTIONS], 1):
        yield Text()
        many = f"  {len(value.claims)} claim{'' if len(value.claims) == 1 else 's'}"
        head = Text(f"{number} ", style="bold cyan").append(isolated(value.label), style="bold")
        yield head.append(many, style="default")
        for passage in reader.passages.of_claims(value.claims, _PASSAGES):
            yield from _passage(passage, width, brackets)


def _passage(passage: Passage, width: int, brackets: bool) -> Iterator[Text]:
    bar = Text("  │ ", style="cyan")
    for line in wrapped(passage.text, width - 5, passage.mark, brackets=brackets, quoted=True):
        yield bar.copy().append_text(line)
    yield _fitted(f"    {passage.document}, {passage.start}", width, "dim")


def _reasons(reasons: Iterable[str], width: int) -> Iterator[Text]:
    for reason in strongest_first(reasons):
        yield from _indented(f"- {reason}", width)


def _indented(words: str, width: int) -> Iterator[Text]:
    for line in wrapped(words, width - 5):
        yield Text("  ").append_text(line)


def _fitted(words: str, width: int, style: str) -> Text:
    line = Text(words, style=style)
    line.truncate(width - 1, overflow="ellipsis")
    return line
