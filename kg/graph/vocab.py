"""The names of the vocabulary, own and standard, as plain strings.

Our own terms do not move with a store's base: every store speaks the same vocabulary.
"""

from __future__ import annotations

from typing import Final

#: what IRIs begin with unless a store says otherwise
BASE: Final = "https://histkg.example/"

KG: Final = "https://histkg.example/ns#"
TYPE: Final = "https://histkg.example/type/"
ROLE: Final = "https://histkg.example/role/"
SHAPES: Final = "https://histkg.example/shapes#"
GAZETTEER: Final = "https://histkg.example/gazetteer"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
CRM: Final = "http://www.cidoc-crm.org/cidoc-crm/"
GEO: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
SH: Final = "http://www.w3.org/ns/shacl#"
WD: Final = "http://www.wikidata.org/entity/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES: Final[dict[str, str]] = {
    "kg": KG,
    "type": TYPE,
    "role": ROLE,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "oa": OA,
    "sem": SEM,
    "crm": CRM,
    "geo": GEO,
    "sh": SH,
    "wd": WD,
}
"""For exports and saved queries; a store adds its own base."""
