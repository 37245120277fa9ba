"""No figure of the samples' build falls below its floor, and no floor below what was promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scoring.floors import read_floors
from tests.scoring.gold import Document, read_documents, read_store
from tests.scoring.layers import LAYERS, groups, noise, score_layers
from tests.scoring.score import Score

FLOORS = read_floors()
#: floors of a first version, over all samples together: no later floor may lie below them
FIRST = {"dates": 0.85, "names": 0.65, "identity": 0.80, "core": 0.60, "events": 0.40}


@pytest.fixture(scope="session")
def documents(samples_store: Path) -> list[Document]:
    return read_documents(read_store(samples_store))


@pytest.fixture(scope="session")
def measured(documents: list[Document]) -> dict[str, dict[str, Score]]:
    return {group: score_layers(members) for group, members in groups(documents).items()}


@pytest.mark.parametrize("layer", LAYERS)
def test_no_figure_falls_below_its_floor(layer: str, measured: dict[str, dict[str, Score]]) -> None:
    fallen = [
        f"{group}: {layer} fell from at least {FLOORS[group, layer]:.3f} to {scores[layer].f1:.3f}"
        for group, scores in measured.items()
        if scores[layer].f1 < FLOORS[group, layer]
    ]
    assert not fallen, "\n".join(fallen)


def test_nothing_is_drawn_from_citations_headers_or_front_matter(
    documents: list[Document],
) -> None:
    assert {d.name: n for d in documents if (n := noise([d]))} == {}


def test_every_group_and_layer_has_a_floor(documents: list[Document]) -> None:
    assert {(group, layer) for group in groups(documents) for layer in LAYERS} == set(FLOORS)


@pytest.mark.parametrize("layer", FIRST)
def test_floors_only_rise(layer: str) -> None:
    assert FLOORS["all", layer] >= FIRST[layer]
