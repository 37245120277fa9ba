"""The sets that a language's recogniser learns from and is measured on: ``train.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extractors.errors import LanguageDataError
from extractors.language import Language
from extractors.training.tagged import Tagged, join, read_columns, read_parallel

_KEYS: Final = {"name", "format", "train", "held", "licence", "labels", "cut", "together"}
_LABELS: Final = ("PER", "LOC", "ORG", "GROUP")
Files = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """A public set. ``train`` is empty where its licence lets nothing made of it be shipped.

    ``train`` and ``held`` list files below the folder of all sets (for the format "parallel" pairs
    of a file of words and one of tags). ``together``: so many sentences of a file are read as one
    text, 0 for all.
    """

    name: str
    format: str
    train: Files
    held: Files
    licence: str
    labels: dict[str, str]
    cut: bool
    together: int

    def sentences(self, data: Path, *, held: bool) -> Iterator[Tagged]:
        """Texts of the part; raises CorpusError."""
        for files in self.held if held else self.train:
            yield from self._read(data, files)

    def held_texts(self, data: Path) -> Iterator[Tagged]:
        """Texts to measure on, as long as ``together`` says; raises CorpusError."""
        for files in self.held:
            read = self._read(data, files)
            step = self.together or len(read)
            yield from (join(read[i : i + step]) for i in range(0, len(read), step))

    def _read(self, data: Path, files: tuple[str, ...]) -> list[Tagged]:
        paths = [data / file for file in files]
        if self.format == "parallel":
            return read_parallel(paths[0], paths[1], self.labels, cut=self.cut)
        return read_columns(paths[0], self.labels, cut=self.cut)


def load_sets(language: Language) -> list[TrainingSet]:
    """The sets of ``language`` (none where it has no ``train.toml``); raises LanguageDataError."""
    path = language.folder / "train.toml"
    if not path.exists():
        return []
    return [_set(path, row) for row in language.toml("train.toml").get("set", [])]


def _set(path: Path, row: dict[str, Any]) -> TrainingSet:
    name = str(row.get("name", "?"))
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise LanguageDataError(
            path, None, f"set '{name}': no key '{unknown[0]}'; mend or remove it"
        )
    for key in ("name", "format", "licence", "labels"):
        if not row.get(key):
            raise LanguageDataError(path, None, f"set '{name}': '{key}' is missing; add it")
    if row["format"] not in ("columns", "parallel"):
        raise LanguageDataError(path, None, f"set '{name}': format must be columns or parallel")
    wrong = sorted(set(row["labels"].values()) - set(_LABELS))
    if wrong:
        raise LanguageDataError(
            path, None, f"set '{name}': no label '{wrong[0]}'; there are: {', '.join(_LABELS)}"
        )
    return TrainingSet(
        name=name,
        format=row["format"],
        train=_files(row.get("train", [])),
        held=_files(row.get("held", [])),
        licence=row["licence"],
        labels=dict(row["labels"]),
        cut=bool(row.get("cut", False)),
        together=int(row.get("together", 1)),
    )


def _files(said: list[Any]) -> Files:
    return tuple((one,) if isinstance(one, str) else tuple(one) for one in said)
