"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        metavar="DIR",
        envvar="KG_STORE",
        help="Folder of the store.",
        show_default=True,
    ),
]
DEFAULT_STORE = Path("graph")
