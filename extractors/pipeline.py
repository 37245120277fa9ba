"""One document's way through the extractors.

What looks at one reading is a spaCy component, so that a user can put a trained ``ner`` before
``histkg_names`` or a component of their own after ours (``data/lang/<code>/config.cfg``). What
needs the whole document (who is who, which year the narrative has reached, which passages tell of
the same event) is a plain function on all readings together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.util import load_config, load_model_from_config

from extractors.confidence import calibrate
from extractors.errors import LanguageDataError
from extractors.language import load_language
from extractors.model import DateMention, DateSpan, Extent, Extraction, Mention, Reading, Source
from extractors.text.extent import source_extent
from extractors.words import find_words

for _name in ("reading", "words"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

# The components register themselves with spaCy when they are imported.
from extractors import recogniser as _recogniser  # noqa: E402, F401
from extractors.dates import component as _dates  # noqa: E402, F401
from extractors.dates.dateline import find_datelines, head_dates  # noqa: E402
from extractors.dates.discourse import resolve_dates  # noqa: E402
from extractors.events import component as _events  # noqa: E402, F401
from extractors.events.assemble import assemble_events  # noqa: E402
from extractors.names import component as _names  # noqa: E402, F401
from extractors.names.lives import outlived  # noqa: E402
from extractors.names.settle import settle_names, told_anew  # noqa: E402
from extractors.text.readings import Document, read_document  # noqa: E402


@cache
def load_pipeline(language: str, config: Path | None = None) -> Pipeline:
    """The spaCy pipeline of ``language``, from ``config`` or the language's own ``config.cfg``.

    Raises LanguageDataError when the configuration is missing or spaCy refuses it.
    """
    path = config or load_language(language).folder / "config.cfg"
    try:
        nlp = load_model_from_config(load_config(path), auto_fill=True)
    except FileNotFoundError:
        raise LanguageDataError(path, None, "the file is missing") from None
    except (ValueError, OSError) as fault:
        raise LanguageDataError(path, None, f"spaCy refuses it: {fault}") from None
    nlp.max_length = 10_000_000  # no parser here, so memory does not grow with the square
    return nlp


def annotate_reading(reading: Reading, nlp: Pipeline) -> Doc:
    """The spaCy document of ``reading``, with what its language's components found."""
    doc = nlp.make_doc(reading.text)
    doc._.reading = reading
    doc._.words = find_words(reading.text, load_language(reading.language))
    return nlp(doc)


def extract(
    source: Source, configs: dict[str, Path] | None = None, *, calibrated: bool = True
) -> Extraction:
    """All that the extractors read out of ``source``.

    ``configs`` gives a pipeline configuration for a language code in place of the shipped one;
    ``calibrated`` says whether confidence is what it was worth when measured, or as the rules say.
    """
    read = extract_document(source, read_document(source), configs)
    return calibrate(read) if calibrated else read


def extract_document(
    source: Source, document: Document, configs: dict[str, Path] | None = None
) -> Extraction:
    """All that the extractors read out of the readings of ``document``, with raw confidence."""
    configs = configs or {}
    docs: Sequence[Doc] = [
        annotate_reading(r, load_pipeline(r.language, configs.get(r.language)))
        for r in document.readings
    ]
    names = settle_names(docs)
    datelines = find_datelines(source.text, document.zones)
    dates = resolve_dates(docs, datelines=datelines)
    heads = head_dates(docs, datelines, document.zones)
    events = assemble_events(docs, names, dates)
    if instead := outlived(names.entities, events):
        names = told_anew(names, instead)
        events = assemble_events(docs, names, dates)
    return Extraction(
        source=source,
        zones=document.zones,
        entities=names.entities,
        mentions=tuple(
            Mention(
                extent=source_extent(r, s.start, s.end),
                type=s.type,
                entity=s.entity,
                language=r.language,
                rule=s.rule,
                confidence=s.confidence,
            )
            for r, spans in zip(document.readings, names.spans, strict=True)
            for s in spans
        ),
        dates=(
            *(_date(Extent(s.start, s.end), s, language) for s, language in heads),
            *(
                _date(source_extent(r, s.start, s.end), s, r.language)
                for r, spans in zip(document.readings, dates, strict=True)
                for s in spans
            ),
        ),
        events=events,
        notes=document.notes,
    )


def _date(extent: Extent, span: DateSpan, language: str) -> DateMention:
    return DateMention(
        extent=extent,
        value=span.value,
        kind=span.kind,
        language=language,
        rule=span.rule,
        anchor=span.anchor,
        confidence=span.confidence,
    )
