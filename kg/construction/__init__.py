"""From texts to a store: which files, read in which processes, stored, indexed."""
