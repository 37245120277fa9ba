"""A language's tables put to the test."""

from __future__ import annotations

from extractors.errors import TableError
from extractors.language import language_codes, load_language


def check_language(code: str) -> list[str]:
    """What is wrong with the tables of ``code``, a line each; empty where all is in order.

    Each names file, line and mend. All tables are read, and every example in them is tried.
    """
    from extractors.dates.check import check_dates
    from extractors.events.examples import example_fault
    from extractors.events.lexicon import trigger_rows
    from extractors.pipeline import load_pipeline
    from extractors.text.cues import load_cues
    from extractors.text.order_cues import load_order_cues

    try:
        load_cues()
        load_order_cues()
        load_pipeline(code)
        rows = trigger_rows(load_language(code)) if code in language_codes("events") else []
        events = ((row, example_fault(row["example"], row["gives"], code)) for row in rows)
        return check_dates(code) + [str(row.error(fault)) for row, fault in events if fault]
    except TableError as fault:
        return [str(fault)]
