"""The command ``kg``: one module a command; ``app`` puts them together."""

from kg.cli.app import main

__all__ = ["main"]
