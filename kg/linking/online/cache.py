"""What services answered, kept in an SQLite file: also that there was nothing, and when it was.

An answer is written as soon as it has come, in a transaction of its own: a run that is killed goes
on from there. One run at a time has the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from kg.linking.online.faults import OnlineError

_OURS: Final = 0x6B67_0001  #: "kg" and the form of the table: what SQLite knows the file by
_BOUND: Final = 500  #: values in one statement
_REST: Final = "rest"  #: kind of what is no answer: until when a host is to be left alone
_DAY: Final = 86_400.0
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS answer (
    service TEXT, kind TEXT, question TEXT, answer TEXT, at REAL,
    PRIMARY KEY (service, kind, question)
) WITHOUT ROWID
"""


class Cache:
    """The answers of services, by service, kind of question, and question. Close it when done.

    Answers older than ``max_age`` days are as if they weren't there. ``wall`` gives the time in
    seconds since 1970. Raises OnlineError where the file is another's, or another run has it.
    """

    def __init__(self, path: Path | None, max_age: float, wall: Callable[[], float]) -> None:
        self._path = path
        self._max_age = max_age
        self._wall = wall
        self._base = _open(path)

    def close(self) -> None:
        """Let another run have the file."""
        self._base.close()

    def get(self, service: str, kind: str, questions: Iterable[str]) -> dict[str, Any]:
        """The answers that are there and not too old."""
        wanted = list(dict.fromkeys(questions))
        since = self._wall() - self._max_age * _DAY
        found: dict[str, Any] = {}
        for at in range(0, len(wanted), _BOUND):
            few = wanted[at : at + _BOUND]
            marks = ",".join("?" * len(few))
            rows = self._base.execute(
                "SELECT question, answer FROM answer WHERE service = ? AND kind = ? AND at > ? "
                f"AND question IN ({marks})",
                (service, kind, since, *few),
            )
            found.update((question, json.loads(answer)) for question, answer in rows)
        return found

    def put(self, service: str, kind: str, answers: Mapping[str, Any]) -> None:
        """Keep answers, all of them or none; raises OnlineError where the disk is full."""
        now = self._wall()
        rows = [
            (service, kind, question, json.dumps(answer, ensure_ascii=False), now)
            for question, answer in answers.items()
        ]
        try:
            with self._base:
                self._base.execute("BEGIN IMMEDIATE")
                self._base.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise OnlineError(f"{self._path}: can't be written ({error})") from None

    def rest(self, host: str, until: float) -> None:
        """Remember that ``host`` is not to be asked before a time (seconds since 1970)."""
        self.put(host, _REST, {"": until})

    def resting(self, host: str) -> float:
        """Until when ``host`` is not to be asked, however old the wish is; 0 where it has none."""
        row = self._base.execute(
            "SELECT answer FROM answer WHERE service = ? AND kind = ?", (host, _REST)
        ).fetchone()
        return float(json.loads(row[0])) if row else 0.0


def _open(path: Path | None) -> sqlite3.Connection:
    """The file at ``path``, for us alone."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path or ":memory:", timeout=0.2, isolation_level=None)
    try:
        base.execute("PRAGMA locking_mode = EXCLUSIVE")
        base.execute("BEGIN EXCLUSIVE")
        owner = base.execute("PRAGMA application_id").fetchone()[0]
        if owner == _OURS or not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            base.execute(_TABLE)
            base.execute(f"PRAGMA application_id = {_OURS}")
            base.execute("COMMIT")
            return base
        problem = "is no cache of answers of this version of kg; name another --cache"
    except sqlite3.OperationalError as error:
        problem = (
            f"can't be had ({error}); if another run of kg link has it, wait for its end, or name "
            "another --cache"
        )
    except sqlite3.DatabaseError as error:
        problem = f"is no cache of answers ({error}); name another --cache, or remove it"
    base.close()
    raise OnlineError(f"{path}: {problem}")
