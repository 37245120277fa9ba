"""From historical texts to claims: reading, dates, names, events. Knows nothing of RDF."""
