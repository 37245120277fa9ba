"""The links of a store on disk: ``links.jsonl``, a line a decision, sorted by thing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from extractors.errors import HistkgError
from kg.identity.things import Thing
from kg.linking.model import Candidate, LinkDecision, Scored
from kg.store.files import replace_file

LINKS: Final = "links.jsonl"
REFERENCE: Final = "reference.sqlite"


class LinksError(HistkgError):
    """The file of links can't be read."""


def write_links(path: Path, decisions: Iterable[LinkDecision]) -> None:
    """Write decisions, sorted; the same decisions give the same bytes."""
    ordered = sorted(decisions, key=lambda d: d.thing)
    encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=_fields)
    replace_file(path, "".join(f"{encoder.encode(d)}\n" for d in ordered))


def _fields(value: Any) -> dict[str, Any]:
    """A value of ``kg.linking.model``, as JSON has it."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def read_links(path: Path) -> tuple[LinkDecision, ...]:
    """The decisions in the file at ``path``, none where there is no file; raises LinksError."""
    if not path.exists():
        return ()
    found = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found.append(_decision(json.loads(line)))
            except (ValueError, KeyError, TypeError) as fault:
                raise LinksError(
                    f"{path}, line {number}: is no link ({fault}); run kg link again"
                ) from None
    return tuple(found)


def links_sha256(path: Path) -> str:
    """Hash (hexadecimal) of the file; "" where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def still_there(
    decisions: Iterable[LinkDecision], things: Iterable[Thing]
) -> tuple[LinkDecision, ...]:
    """The decisions on things that exist, by the IRIs that those have now."""
    now = {iri: thing.iri for thing in things for iri in (*thing.joins, thing.iri)}
    kept = {
        now[d.thing]: replace(d, thing=now[d.thing])
        for d in sorted(
            decisions, key=lambda d: (d.thing in now and now[d.thing] == d.thing, d.thing)
        )
        if d.thing in now
    }
    return tuple(kept[iri] for iri in sorted(kept))


def _decision(said: dict[str, Any]) -> LinkDecision:
    scored = (
        Scored(
            Candidate(
                **{
                    **one["candidate"],
                    "labels": tuple(
                        (t, lang, alias) for t, lang, alias in one["candidate"]["labels"]
                    ),
                    "classes": tuple(one["candidate"]["classes"]),
                }
            ),
            one["score"],
            tuple(one["evidence"]),
        )
        for one in said["scored"]
    )
    return LinkDecision(**{**said, "scored": tuple(scored)})
