"""An index holds what each graph says, and in its default graph all of it, each triple once."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store import index as indexes
from kg.store.index import forget, load
from tests.store.merged import take_in

NODES = st.integers(0, 3).map(lambda n: ox.NamedNode(f"https://x.example/{n}"))
WORDS = st.text("a <>.\n\\\"'ﷺ", max_size=6).map(ox.Literal)
TRIPLES = st.sets(st.builds(ox.Triple, NODES, NODES, st.one_of(NODES, WORDS)), max_size=12)
FILES = st.lists(TRIPLES, min_size=1, max_size=4)
MERGED = ox.DefaultGraph()


def merged(index: ox.Store) -> set[ox.Triple]:
    return {quad.triple for quad in index.quads_for_pattern(None, None, None, MERGED)}


def graph(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"https://x.example/graph/{number}")


def write(folder: Path, files: list[set[ox.Triple]]) -> list[Path]:
    """A file a graph, as a generation has them; "\\n" in words is written as an escape."""
    paths = []
    for number, triples in enumerate(files):
        quads = [ox.Quad(*triple, graph(number)) for triple in triples]
        paths.append(folder / f"{number}.nq")
        ox.serialize(quads, str(paths[-1]), format=ox.RdfFormat.N_QUADS)
    return paths


@settings(deadline=None)
@given(FILES, st.data(), st.sampled_from([0, 2_000_000]))
def test_the_merge_is_what_the_graphs_say(
    files: list[set[ox.Triple]], data: st.DataObject, much: int
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexes, "MUCH", much)  # in bulk, and without
        paths = write(Path(folder), files)
        index = ox.Store()
        load(index, paths)
        assert merged(index) == set().union(*files)
        gone = data.draw(st.sets(st.sampled_from(range(len(files)))))
        forget(index, [paths[number] for number in sorted(gone)])
        left = {number: said for number, said in enumerate(files) if number not in gone}
        assert merged(index) == set().union(*left.values())
        for number, said in left.items():
            named = index.quads_for_pattern(None, None, None, graph(number))
            assert {quad.triple for quad in named} == said
        assert not [n for n in index.named_graphs() if n in {graph(number) for number in gone}]


def test_an_answer_has_no_row_twice(tmp_path: Path) -> None:
    triple = ox.Triple(*(ox.NamedNode(f"https://x.example/{n}") for n in range(3)))
    index = ox.Store()
    take_in(index, [ox.Quad(*triple, graph(number)) for number in range(3)])
    assert len(list(index.query("SELECT * { ?s ?p ?o }"))) == 1
    assert len(list(index.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == 3
