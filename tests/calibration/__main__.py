"""``python -m tests.calibration``: how often what is said at a confidence is right.

Every second annotated text is judged by numbers that were fitted on the others, and the other way
round; then the table that ships judges the texts on which nothing is tuned. ``--write`` fits
``data/confidence.tsv`` anew, on all texts of the split "dev".
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table as Shown

from extractors.confidence import COLUMNS, load_table
from tests.calibration.fit import (
    EDGES,
    Table,
    calibrated_by,
    fit,
    miss,
    reliability,
)
from tests.calibration.observe import Observation, observe

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "data" / "confidence.tsv"
#: texts with their gold: those that ship, and further ones where they are
SETS = (
    (ROOT / "data" / "samples", ROOT / "data" / "samples" / "gold"),
    (ROOT.parent / "shared" / "corpus", ROOT.parent / "shared" / "eval" / "gold"),
)
LAYERS = {"mention": "names", "date": "dates", "telling": "events", "claim": "claims of events"}
HEAD = """\
# What a rule's own number is worth: the share of such statements that was right in annotated texts.
# It holds from "raw" on, up to the family's next row. Written by: python -m tests.calibration --write
# family: names: the rule; dates: how they were completed; events: named in the gazetteer or told by
# a trigger; claims: the slot of the clause. * is all that has no rows of its own.
"""
Judged = Sequence[tuple[float, Observation]]


def main() -> None:
    """Measure, print, and write the table if asked."""
    asked = argparse.ArgumentParser(prog="python -m tests.calibration", description=__doc__)
    asked.add_argument("--write", action="store_true", help=f"fit {TABLE.name} anew")
    write = asked.parse_args().write
    seen, unseen = read_sets("dev"), read_sets("test")
    if write:
        TABLE.write_text(HEAD + as_text(fit(seen)), encoding="utf-8", newline="\n")
    ships = load_table(TABLE)
    console = Console(highlight=False, width=120)
    for title, judged in (
        ("As the rules say, texts for development", [(o.confidence, o) for o in seen]),
        ("Calibrated, each half of them by the other", by_halves(seen)),
        ("Calibrated, texts on which nothing is tuned", judge(ships, unseen)),
    ):
        console.print(shown(title, judged))
        console.print()


def read_sets(split: str) -> list[Observation]:
    """What is said of all texts of ``split``, with raw numbers, by the texts' names."""
    found: list[Observation] = []
    for texts, golds in SETS:
        for gold in sorted(golds.glob("*.json")):
            said = json.loads(gold.read_text(encoding="utf-8"))
            if said["split"] == split:
                found += observe(texts / said["doc"], gold, calibrated=False)
    return found


def judge(table: Table, observations: Iterable[Observation]) -> Judged:
    """Each observation with what ``table`` makes of its number."""
    return [(calibrated_by(table, o), o) for o in observations]


def by_halves(observations: Sequence[Observation]) -> Judged:
    """Each half of the documents (every second) judged by a table fitted on the other."""
    documents = sorted({o.document for o in observations})
    judged: list[tuple[float, Observation]] = []
    for half in (set(documents[::2]), set(documents[1::2])):
        table = fit(o for o in observations if o.document not in half)
        judged += judge(table, (o for o in observations if o.document in half))
    return judged


def as_text(table: Table) -> str:
    """The table as TSV, without the lines that explain it."""
    lines = ["\t".join(COLUMNS)]
    for (layer, family), (raws, worths) in sorted(table.items()):
        for raw, worth in zip(raws, worths, strict=True):
            lines.append(f"{layer}\t{family}\t{raw:.3g}\t{worth:.3g}")
    return "\n".join(lines) + "\n"


def shown(title: str, judged: Judged) -> Shown:
    """Right share and number said, by layer and bin."""
    table = Shown(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("said at")
    tops = (0.0, *EDGES)
    for low, high in zip(tops, EDGES, strict=False):
        table.add_column(f"{low:g} to {high:g}", justify="right")
    table.add_column("off by", justify="right")
    for layer, name in LAYERS.items():
        bins = reliability((sure, o.right) for sure, o in judged if o.layer.startswith(layer))
        by_low = {b.low: f"{b.right:.2f} of {b.said}" for b in bins}
        table.add_row(name, *(by_low.get(low, "") for low in tops[:-1]), f"{miss(bins):.3f}")
    return table


if __name__ == "__main__":
    main()
