"""From observations to the table of ``data/confidence.tsv``, and how reliable it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.confidence import ANY, Steps, look_up
from tests.calibration.observe import Observation

#: A family with fewer observations has no row of its own.
OWN = 40
#: Raw numbers are taken together until so many observations bear them.
STEP = 25
#: So many imagined observations, as right as the whole layer, temper every step.
TEMPER = 5
#: Nothing is surer than this.
MOST = 0.99
EDGES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Table = dict[tuple[str, str], Steps]


def fit(observations: Iterable[Observation]) -> Table:
    """Steps by layer and family; families too small for their own share those of ``ANY``."""
    layers: dict[str, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for observation in observations:
        layers[observation.layer][observation.family].append(observation)
    table: Table = {}
    for layer, families in sorted(layers.items()):
        whole = [o for members in families.values() for o in members]
        usual = sum(o.right for o in whole) / len(whole)
        small = [o for members in families.values() if len(members) < OWN for o in members]
        table[layer, ANY] = _steps(small or whole, usual)
        for family, members in sorted(families.items()):
            if len(members) >= OWN:
                table[layer, family] = _steps(members, usual)
    return table


@dataclass(slots=True)
class _Step:
    raw: float
    right: float
    said: float

    @property
    def share(self) -> float:
        return self.right / self.said

    def take(self, other: _Step) -> None:
        self.right += other.right
        self.said += other.said


def _steps(observations: Sequence[Observation], usual: float) -> Steps:
    """Shares of what is right, rising with the raw number (pool adjacent violators)."""
    groups: dict[float, _Step] = {}
    for o in observations:
        groups.setdefault(o.confidence, _Step(o.confidence, 0.0, 0)).take(_Step(0.0, o.right, 1))
    steps: list[_Step] = []
    for _, group in sorted(groups.items()):
        if steps and steps[-1].said < STEP:
            steps[-1].take(group)
        else:
            steps.append(group)
    if len(steps) > 1 and steps[-1].said < STEP:
        last = steps.pop()
        steps[-1].take(last)
    pooled: list[_Step] = []
    for step in steps:
        step.take(_Step(0.0, usual * TEMPER, TEMPER))
        pooled.append(step)
        while len(pooled) > 1 and round(pooled[-2].share, 2) >= round(pooled[-1].share, 2):
            later = pooled.pop()
            pooled[-1].take(later)
    return (
        tuple(step.raw for step in pooled),
        tuple(min(MOST, round(step.share, 2)) for step in pooled),
    )


def calibrated_by(table: Table, observation: Observation) -> float:
    """What ``table`` makes of the raw number of ``observation``."""
    return look_up(table, observation.layer, observation.family, observation.confidence)


@dataclass(frozen=True, slots=True)
class Bin:
    """What was said at a confidence from ``low`` up to the next edge (1 included at the end)."""

    low: float
    said: int
    mean: float  #: of the confidences
    right: float  #: share that is right


def reliability(judged: Iterable[tuple[float, float]]) -> list[Bin]:
    """The bins of pairs of confidence and rightness, empty ones left out."""
    bins: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for sure, right in judged:
        low = max((edge for edge in (0.0, *EDGES[:-1]) if edge <= sure), default=0.0)
        bins[low].append((sure, right))
    return [
        Bin(
            low,
            len(pairs),
            sum(sure for sure, _ in pairs) / len(pairs),
            sum(right for _, right in pairs) / len(pairs),
        )
        for low, pairs in sorted(bins.items())
    ]


def miss(bins: Iterable[Bin]) -> float:
    """How far confidence and rightness lie apart, on average over all that is said."""
    bins = list(bins)
    total = sum(b.said for b in bins)
    return sum(abs(b.mean - b.right) * b.said for b in bins) / total if total else 0.0
