"""``kg train``: make the recogniser of names of a language again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def train(
    code: Annotated[
        str, typer.Argument(metavar="LANG", help="A language: the name of a folder in data/lang.")
    ],
    data: Annotated[
        Path,
        typer.Option(metavar="DIR", help="Folder of the public sets that train.toml names."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the model goes (the shipped one's place)."),
    ] = None,
    epochs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Rounds over the data (as train.cfg says)."),
    ] = None,
) -> None:
    """Train the statistical recogniser of names of a language, and measure it.

    Configuration and seed stand in `data/lang/LANG/train.cfg`, the sets in
    `train.toml`, sentences of our own in `train_sentences.txt`. The model's
    card (data, licence, scores) is written beside it.

    Example: `kg train tr --data sets`
    """
    from extractors.assets import asset
    from extractors.language import load_language
    from extractors.training.card import model_card
    from extractors.training.train import save
    from extractors.training.train import train as run
    from extractors.training.ways import measure_ways

    language = load_language(code)
    folder = out or asset("data/models") / code
    size = save(run(language, data, _say, epochs=epochs), folder)
    measured = measure_ways(language, folder, data)
    (folder / "README.md").write_text(model_card(language, measured, size), encoding="utf-8")
    for each in measured:
        for way, score in each.scores.items():
            figures = " / ".join(f"{figure:.3f}" for figure in score.figures())
            typer.echo(f"{code}\t{each.texts}\t{way}\t{figures}")
    _say(f"the model and its card are in {folder} ({size / 1e6:.1f} MB)")


def _say(line: str) -> None:
    typer.echo(line, err=True)
