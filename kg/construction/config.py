"""All that decides what a build makes of a text, and one hash of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import extractors
import kg
from extractors.assets import asset as extractor_asset
from extractors.errors import HistkgError
from kg.assets import asset
from kg.graph.vocab import BASE

#: Packages whose version may change what is read out of a text or what is valid.
READERS = ("spacy", "dateparser", "convertdate", "hijridate", "lingua-language-detector", "pyshacl")


class ConfigError(HistkgError):
    """An option of a build is wrong."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a user may choose: the base of all IRIs, and a spaCy pipeline for a language."""

    base: str = BASE
    pipelines: dict[str, Path] = field(default_factory=dict)  #: language code → config.cfg

    def __post_init__(self) -> None:
        if not self.base.startswith(("http://", "https://")) or self.base[-1] not in "/#":
            raise ConfigError(f"--base {self.base}: must be http(s)://… and end in / or #")
        if any(c in ' <>"{}|\\^`' or ord(c) < 33 for c in self.base):
            raise ConfigError(f"--base {self.base}: holds a character that no IRI may have")
        for language, path in self.pipelines.items():
            if not path.is_file():
                raise ConfigError(f"--pipeline {language}={path}: there is no such file")


def configuration(config: Config) -> str:
    """Hash (hexadecimal) of shipped tables, gazetteer, models, ontology and what the user chose.

    The same on every machine; it stands in the graph as the run's configuration.
    """
    total = hashlib.sha256(_data_hash())
    total.update(f"\nbase {config.base}".encode())
    for language, path in sorted(config.pipelines.items()):
        total.update(
            f"\npipeline {language} ".encode() + hashlib.sha256(path.read_bytes()).digest()
        )
    return total.hexdigest()


def fingerprint(config: Config) -> str:
    """``configuration`` with the software: its version, its code, the packages that it reads with."""
    total = hashlib.sha256(configuration(config).encode())
    total.update(f"\nhistkg {kg.__version__}".encode())
    for name in READERS:
        total.update(f"\n{name} {_version(name)}".encode())
    for package in (Path(extractors.__file__).parent, Path(kg.__file__).parent):
        _add_files(total, package, package.rglob("*.py"))
    return total.hexdigest()


@cache
def _data_hash() -> bytes:
    total = hashlib.sha256()
    for folder in (
        extractor_asset("data/lang"),
        extractor_asset("data/gazetteer"),
        extractor_asset("data/models"),
        asset("ontology"),
    ):
        _add_files(total, folder, (p for p in folder.rglob("*") if p.is_file()))
    sure = extractor_asset("data/confidence.tsv")
    _add_files(total, sure.parent, iter([sure]))
    return total.digest()


def _add_files(total: hashlib._Hash, folder: Path, files: Iterator[Path]) -> None:
    for path in sorted(files):
        name = path.relative_to(folder)
        if not any(part.startswith((".", "__pycache__")) for part in name.parts):
            total.update(f"\n{folder.name}/{name.as_posix()} ".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow to import

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
