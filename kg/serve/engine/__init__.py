"""What answers SPARQL: processes that hold a sealed generation, or another endpoint."""
