"""Search over the names of all things, in every script, forgiving of typing."""
