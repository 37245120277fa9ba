"""Whether a graph is well formed and what it says plausible, and reports of that."""
