"""From claims to a validated, queryable graph."""

__version__ = "0.1.0"
