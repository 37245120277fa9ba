"""Whole files: a text or gold file out to a tool, the tool's file back, a gold file checked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from extractors.errors import SourceError
from extractors.model import Source
from extractors.pipeline import extract
from extractors.text.source import read_source
from kg.gold.cas_read import read_cas, text_name
from kg.gold.cas_structures import Structures
from kg.gold.cas_write import unnamed, write_cas
from kg.gold.check import check_gold
from kg.gold.found import found_gold
from kg.gold.gold_file import load_json, parse_gold, write_gold
from kg.gold.problems import GoldError, Problem, refusal
from kg.gold.values import Gold

LAYERS: Final = "layers.json"
TYPES: Final = "typesystem.xml"


def exported(path: Path, texts: Path | None) -> str:
    """The CAS in JSON of the text, or gold file (``.json``), at ``path``.

    ``texts`` is the folder of the texts. Raises GoldError for gold that is not in order or that
    names a participant which the text does not, SourceError for what is no text.
    """
    if path.suffix != ".json":
        source = read_source(path)
        return write_cas(found_gold(extract(source)), source)
    gold, source = read_checked(path, texts)
    problems = [
        Problem(f"event '{event}'", f"has '{key}', which no mention names; mark a mention of it")
        for event, key in unnamed(gold)
    ]
    if problems:
        raise refusal(str(path), problems)
    return write_cas(gold, source)


def imported(path: Path, texts: Path | None) -> tuple[str, str]:
    """File name of the text, and the gold file, of what a tool exported to ``path``.

    Raises GoldError where the text is another one or an annotation is wrong, SourceError where
    the text can't be read.
    """
    structures = Structures(load_json(path), str(path))
    source = _text(path, text_name(structures, path.name), texts)
    gold, problems = read_cas(structures, source)
    problems = list(dict.fromkeys([*problems, *check_gold(gold, source.text)]))
    if problems:
        raise refusal(str(path), problems)
    return source.name, write_gold(gold, source.text)


def read_checked(path: Path, texts: Path | None) -> tuple[Gold, Source]:
    """The gold file at ``path`` with its text; raises GoldError with all that is wrong."""
    given = load_json(path)
    doc = given.get("doc") if isinstance(given, dict) else None
    if not isinstance(doc, str):
        raise GoldError(f"{path}: this is no gold file (it has no 'doc', the name of its text)")
    source = _text(path, doc, texts)
    gold, problems = parse_gold(given, source.text)
    # what could not be read has stand-ins, of which nothing more is worth saying
    problems = problems or check_gold(gold, source.text)
    if problems:
        raise refusal(str(path), problems)
    return gold, source


def write_file(path: Path, content: str) -> None:
    """Write ``content`` to ``path``, whole or not at all."""
    fresh = path.with_name(f".{path.name}.part")
    try:
        fresh.write_bytes(content.encode())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _text(path: Path, doc: str, texts: Path | None) -> Source:
    """The text ``doc``: in ``texts``, else in the folder of ``path`` or in the one above it."""
    if Path(doc).name != doc:
        raise GoldError(f"{path}: '{doc}' is no file name; write the name of the text alone")
    folders = [texts] if texts else [path.parent, path.resolve().parent.parent]
    for folder in folders:
        if (folder / doc).is_file():
            return read_source(folder / doc)
    where = " or ".join(str(folder) for folder in folders)
    raise SourceError(doc, f"the text of {path} is not in {where}; name its folder with --text")
