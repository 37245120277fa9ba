"""``python -m tests.scoring [STORE]``: score a build of the samples against their gold.

Without STORE the samples are built into a temporary folder first. ``--raise`` lifts the floors of
``tests/whole/floors.tsv`` to a little below what is measured now.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.construction.corpus import build
from tests.scoring.floors import raise_floors
from tests.scoring.gold import SAMPLES, read_documents, read_store
from tests.scoring.layers import LAYERS, groups, noise, score_layers
from tests.scoring.score import Score


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(prog="python -m tests.scoring", description=__doc__)
    asked.add_argument("store", nargs="?", type=Path, help="a store of data/samples")
    asked.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "store"
        if given.store is None:
            build([SAMPLES], store)
        documents = read_documents(read_store(store))
    measured = {name: score_layers(members) for name, members in groups(documents).items()}
    console = Console(highlight=False, width=120)
    console.print(table(measured))
    console.print(f"events drawn from citations, headers or front matter: {noise(documents)}")
    if given.lift:
        console.print(f"{raise_floors(measured)} floors rose")


def table(measured: Mapping[str, Mapping[str, Score]]) -> Table:
    """F1 by layer and group; for all together precision, recall and counts besides."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    shown.add_column("F1", no_wrap=True)
    for group in (*measured, "P", "R", "gold", "said"):
        shown.add_column(group, justify="right", no_wrap=True)
    for layer, meaning in LAYERS.items():
        whole = measured["all"][layer]
        shown.add_row(
            meaning,
            *(f"{scores[layer].f1:.3f}" for scores in measured.values()),
            f"{whole.precision:.3f}",
            f"{whole.recall:.3f}",
            str(whole.wanted),
            str(whole.said),
        )
    return shown


if __name__ == "__main__":
    main()
