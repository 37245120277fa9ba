"""Fetch the scripts that pages ship anew, and check them: ``python -m tests.serve.vendored [--check]``.

A table ``vendored.tsv`` stands in each folder of what others wrote: the npm package, its version, the
file within the package (``-``: a text that the package lacks, written by hand), the file here, its
SHA-256, its licence. Fetching needs npm; whoever uses or tests the project needs nothing.
"""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "kg/serve/static/vendored", ROOT / "tests/serve/browser/vendored")
COLUMNS = ["package", "version", "member", "file", "sha256", "licence"]


@dataclass(frozen=True, slots=True)
class Vendored:
    """One file of another's package."""

    package: str
    version: str
    member: str
    file: str
    sha256: str
    licence: str

    @property
    def path(self) -> str:
        """Where it stands, from the folder of the table."""
        return f"{self.package.lstrip('@').replace('/', '-')}-{self.version}/{self.file}"


def read_table(folder: Path) -> list[Vendored]:
    """The rows of the table in ``folder``."""
    with (folder / "vendored.tsv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        assert reader.fieldnames == COLUMNS, f"vendored.tsv: its first line is: {COLUMNS}"
        return [Vendored(**row) for row in reader]


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with ``folder``: a file that is missing, other than the table says, or not in it."""
    rows = read_table(folder)
    for row in rows:
        path = folder / row.path
        if not path.is_file():
            mend = "written by hand: git restore it" if row.member == "-" else "make vendored"
            yield f"{row.path} is missing; {mend}"
        elif sum_of(path) != row.sha256:
            yield f"{row.path} is not the file of {row.package} {row.version}; fetch it: make vendored"
    told = {row.path for row in rows} | {"vendored.tsv"}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if str(path.relative_to(folder)) not in told:
            yield f"{path.relative_to(folder)} stands in no row of vendored.tsv"


def sum_of(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(folder: Path) -> None:
    """Put the files of the table into ``folder``, from the packages that npm gives."""
    rows = read_table(folder)
    with tempfile.TemporaryDirectory() as work:
        for name in sorted({f"{row.package}@{row.version}" for row in rows}):
            command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", work]
            said = subprocess.run([*command, name], capture_output=True, text=True, check=True)
            with tarfile.open(Path(work) / said.stdout.split()[-1]) as packed:
                for row in rows:
                    if f"{row.package}@{row.version}" == name and row.member != "-":
                        member = packed.extractfile(f"package/{row.member}")
                        assert member, f"{name} has no {row.member}"
                        (folder / row.path).parent.mkdir(parents=True, exist_ok=True)
                        (folder / row.path).write_bytes(member.read())


def main(arguments: list[str]) -> int:
    """Fetch unless ``--check`` is given, then say what is wrong."""
    wrong = []
    for folder in FOLDERS:
        if "--check" not in arguments:
            fetch(folder)
        wrong += [f"{folder.relative_to(ROOT)}: {fault}" for fault in faults(folder)]
    print("\n".join(wrong) or "all files are as the tables say")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
