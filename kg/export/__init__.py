"""The graph, or its events, as files for other programs."""
