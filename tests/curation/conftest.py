"""A store in which things wait for a person: its texts, and what identity and linking would say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.construction.corpus import build
from kg.store.folder import find_store
from kg.store.index import INDEX
from tests.store.conftest import write_shelf
from tests.store.merged import take_in

TEXTS = {
    "one.txt": (
        "The Treaty of Kars was signed at Kars on 13 October 1921. "
        "Sabri Bey and Yusuf Kemal Bey signed the Treaty of Kars.\n"
    ),
    "two.txt": "The Treaty of Kars was signed at Kars on 23 October 1921.\n",
    "three.txt": "وقع صبري باشا معاهدة قارص في 13 تشرين الأول 1921 في قارص.\n",
}
ID = "https://histkg.example/id/"
UNSURE = f"""
PREFIX kg: <https://histkg.example/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX id: <{ID}>
INSERT DATA {{
  GRAPH <https://histkg.example/graph/identity> {{
    <{ID}decision/1> a kg:Decision ; kg:verdict kg:unsure ; kg:score 0.61 ; kg:rule "identity.1" ;
      kg:about <{ID}person/ONE>, <{ID}person/THREE> ;
      kg:evidence "both are named near place/kars (+0.5)", "‘صبري’ and ‘sabri’ are one word (+1.5)" .
  }}
  GRAPH <https://histkg.example/graph/links> {{
    <{ID}link/1> a kg:Link ; kg:of <{ID}place/kars> ; kg:state kg:review ; kg:rule "linking.1" ;
      kg:candidate <{ID}candidate/1>, <{ID}candidate/2> .
    <{ID}candidate/1> kg:item wd:Q219024 ; rdfs:label "Kars" ; kg:score 0.7 ;
      dcterms:description "city in Turkey" ; kg:evidence "the name is the same (+2.0)" .
    <{ID}candidate/2> kg:item wd:Q83080 ; rdfs:label "Kars Province" ; kg:score 0.72 .
  }}
}}
"""


@pytest.fixture(scope="session")
def unsure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a pair, a link and dates wait; not to be written to."""
    folder = tmp_path_factory.mktemp("unsure")
    build([write_shelf(folder / "shelf", TEXTS)], folder / "store", workers=0)
    current = find_store(folder / "store").current()
    assert current is not None
    index = ox.Store(str(current / INDEX))
    people = sorted(
        quad.object.value.removeprefix(f"{ID}person/")
        for quad in index.quads_for_pattern(None, ox.NamedNode(BODY), None)
        if quad.object.value.startswith(f"{ID}person/")
    )
    one = next(p for p in people if p.endswith("/one"))
    three = next(p for p in people if p.endswith("/three"))
    unsure = ox.Store()
    unsure.update(
        UNSURE.replace("person/ONE", f"person/{one}").replace("person/THREE", f"person/{three}")
    )
    take_in(index, unsure)
    index.flush()
    return folder / "store"


BODY = "http://www.w3.org/ns/oa#hasBody"


@pytest.fixture
def own(unsure: Path, tmp_path: Path) -> Path:
    """A copy of that store to be written to."""
    shutil.copytree(unsure, tmp_path / "store")
    return tmp_path / "store"
