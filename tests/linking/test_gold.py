"""How well things of the gold annotations are linked when the gazetteer's items are not used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.linking.link import link_things
from kg.linking.loading import load_reference
from kg.linking.reference import Reference
from tests.linking import gold, wikidata

pytestmark = pytest.mark.skipif(
    not wikidata.SHARED.exists(), reason="the shared facts of Wikidata are not here"
)


@pytest.fixture(scope="module")
def items() -> list[wikidata.Item]:
    return wikidata.shared_items()


@pytest.fixture(scope="module")
def reference(
    items: list[wikidata.Item], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reference]:
    folder = tmp_path_factory.mktemp("reference")
    load_reference([wikidata.write(folder / "items.nt", items)], folder / "reference.sqlite")
    opened = Reference(folder / "reference.sqlite")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("known", "precision", "recall"),
    [(True, 0.97, 0.85), (False, 0.97, 0.70)],
    ids=["with what the gazetteer knows of names and places", "by names alone"],
)
def test_links_are_right_and_found(
    reference: Reference,
    items: list[wikidata.Item],
    known: bool,
    precision: float,
    recall: float,
) -> None:
    holds = {item.item for item in items}
    folders: list[Path] = [f for f in (gold.SAMPLES, gold.SHARED) if f.exists()]
    found = gold.total(
        gold.judge(
            one, link_things(one.things, [reference], gazetteer_items=False).decisions, holds
        )
        for folder in folders
        for one in gold.read_gold(folder, gazetteer=known)
    )
    assert found.precision >= precision, found
    assert found.recall >= recall, found
