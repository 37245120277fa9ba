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
CurationOption = Annotated[
    Path | None,
    typer.Option(
        "--curation",
        metavar="DIR",
        envvar="KG_CURATION",
        help="Folder of what people decided (curation, beside the store); the store remembers it.",
    ),
]
DEFAULT_STORE = Path("graph")

EndpointOption = Annotated[
    str,
    typer.Option(
        "--endpoint",
        metavar="URL",
        help="Ask a SPARQL endpoint that holds Wikidata or a part of it.",
        show_default=False,
    ),
]
ReconcileOption = Annotated[
    str,
    typer.Option(
        "--reconcile",
        metavar="URL",
        help="Ask a reconciliation service, as OpenRefine does.",
        show_default=False,
    ),
]
OnlineOption = Annotated[
    bool,
    typer.Option("--online", metavar="", help="Ask Wikidata itself; needs --contact."),
]
ContactOption = Annotated[
    str,
    typer.Option(
        "--contact",
        metavar="WHO",
        envvar="KG_CONTACT",
        help="Your mail address or page, told to every service that is asked.",
        show_default=False,
    ),
]
CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="FILE",
        help="Where answers of services are kept (answers.sqlite in the store).",
        show_default=False,
    ),
]
MaxAgeOption = Annotated[
    float,
    typer.Option(
        "--max-age", metavar="DAYS", min=0, help="Ask again for what was answered longer ago."
    ),
]
