"""Questions that are kept, the names in them, and their answers."""
