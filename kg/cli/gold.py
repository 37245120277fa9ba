"""``kg gold``: annotations out to an annotation tool, back again, and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractors.errors import HistkgError
from kg.cli.status import REFUSED, fail

gold = typer.Typer(
    no_args_is_help=True, help="Annotations for people: to an annotation tool, back, checked."
)

TextOption = Annotated[
    Path | None,
    typer.Option("--text", metavar="DIR", help="Folder of the texts (else beside FILE or above)."),
]


@gold.command()
def export(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Texts, or gold files (.json) of texts.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for what is written.")
    ],
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="uima-json.")
    ] = "uima-json",
    text: TextOption = None,
) -> None:
    """Write annotations for an annotation tool such as INCEpTION.

    Of a text, what the extractors find in it, as a draft to correct; of a
    gold file, what stands there. For each FILE a UIMA CAS in JSON, and with
    them the layers: layers.json for INCEpTION, typesystem.xml for other tools.

    Examples:

    - `kg gold export letter.txt -o annotate`
    - `kg gold export gold/*.json --text texts -o annotate`
    """
    from kg.gold.exchange import LAYERS, TYPES, exported, write_file
    from kg.gold.layer_files import inception_layers, type_system
    from kg.gold.problems import GoldError, once

    if form != "uima-json":
        raise GoldError(f"no format '{form}'; there are: uima-json")
    output.mkdir(parents=True, exist_ok=True)
    refused = False
    written = {output / LAYERS: "the layers", output / TYPES: "the layers"}
    for path in files:
        target = output / f"{path.stem}.json"
        try:
            content = exported(path, text)
            once(target, str(path), written)
            write_file(target, content)
        except HistkgError as fault:
            fail(str(fault))
            refused = True
    write_file(output / LAYERS, inception_layers())
    write_file(output / TYPES, type_system())
    typer.echo(f"{output}: {len(written) - 2} to annotate, with {LAYERS} and {TYPES}", err=True)
    if refused:
        raise typer.Exit(REFUSED)


@gold.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="What the annotation tool exported.")
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The gold file; a folder for several."),
    ],
    text: TextOption = None,
) -> None:
    """Take annotations back from an annotation tool, as gold files.

    The text must be the one that was exported, to the character. What is
    wrong is told, annotation by annotation, and nothing of that file written
    (exit status 1): mend it in the tool, and export it again.

    Examples:

    - `kg gold import letter.json --text texts -o gold/letter.json`
    - `kg gold import annotated/*.json --text texts -o gold`
    """
    from kg.gold.exchange import imported, write_file
    from kg.gold.problems import GoldError, once

    into_file = output.suffix == ".json"
    if into_file and len(files) > 1:
        raise GoldError(f"-o {output}: one file for {len(files)}; name a folder")
    written: dict[Path, str] = {}
    refused = False
    for path in files:
        try:
            document, content = imported(path, text)
            target = output if into_file else output / f"{Path(document).stem}.json"
            once(target, str(path), written)
            target.parent.mkdir(parents=True, exist_ok=True)
            write_file(target, content)
        except HistkgError as fault:
            fail(str(fault))
            refused = True
    typer.echo(f"{output}: {len(written)} of {len(files)} taken", err=True)
    if refused:
        raise typer.Exit(REFUSED)


@gold.command("check")
def check_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Gold files (.json).")],
    text: TextOption = None,
) -> None:
    """Check gold files against their texts.

    Quotes to the character, zones that tile the text, entities that are
    known, dates, types and roles that exist. Exit status 1 when there is
    something to mend.

    Example: `kg gold check gold/*.json --text texts`
    """
    from kg.gold.exchange import read_checked

    refused = 0
    for path in files:
        try:
            read_checked(path, text)
        except HistkgError as fault:
            fail(str(fault))
            refused += 1
    typer.echo(f"{len(files) - refused} of {len(files)} in order", err=True)
    if refused:
        raise typer.Exit(REFUSED)
