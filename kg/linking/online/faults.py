"""What can go wrong between us and a service."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.errors import HistkgError


class OnlineError(HistkgError):
    """Online linking can't start as it is set: what is missing and what to do."""


@dataclass
class RequestError(Exception):
    """One request that brought no answer."""

    reason: str
    again: bool = True  #: whether the same question may be answered later
    less: bool = False  #: whether a smaller question may be answered
    wait: float = 0.0  #: seconds for which the service asks not to be asked
    refused: bool = False  #: whether the service refuses us altogether

    def __str__(self) -> str:
        return self.reason


@dataclass
class UnansweredError(Exception):
    """A question that stays open: every try of it failed, the last for ``reason``."""

    reason: str
    less: bool = False  #: whether a smaller question may be answered

    def __str__(self) -> str:
        return self.reason


class GivenUpError(UnansweredError):
    """A service that is not to be asked again in this run."""
