"""Many things linked by several processes: nothing is decided otherwise."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from kg.identity.canonical import canonical_iris
from kg.identity.things import things
from kg.identity.unite import unite
from kg.linking import divide, link
from kg.linking.file import write_links
from kg.linking.link import link_things
from kg.linking.loading import load_reference
from kg.linking.reference import Reference
from tests.bench.linking import documents, make


def test_two_processes_decide_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(3)
    kept = make(3_000, tmp_path / "items.nt", chance)
    load_reference([tmp_path / "items.nt"], tmp_path / "reference.sqlite")
    clusters = unite([*documents(kept, 800, chance)]).clusters
    told = things(clusters, canonical_iris(clusters))
    monkeypatch.setattr(link, "MANY", 1)
    monkeypatch.setattr(divide, "SHARE", 70)
    with closing(Reference(tmp_path / "reference.sqlite")) as reference:
        for workers in (1, 2):
            linked = link_things(told, [reference], workers=workers)
            write_links(tmp_path / f"{workers}.jsonl", linked.decisions)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    states = {decision.state for decision in linked.decisions}
    assert states == {"linked", "review", "nil"}
