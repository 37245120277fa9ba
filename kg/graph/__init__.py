"""From an extraction to triples: IRIs, terms, the ontology, the graphs that are written."""
