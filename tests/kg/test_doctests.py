import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "name",
    [
        "serve.addresses",
        "serve.direction",
        "graph.iris",
        "graph.ontology",
        "graph.terms",
        "validation.detail",
        "validation.witness",
    ],
)
def test_examples_in_docstrings_hold(name):
    failed, tried = doctest.testmod(importlib.import_module(f"kg.{name}"))
    assert tried
    assert not failed
