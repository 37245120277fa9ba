from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path

import pytest

from kg.construction.workers import Lost, run_tasks
from tests.store import jobs


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_task_is_answered_once(count: int) -> None:
    answers = dict(run_tasks(jobs.double, [1, 2, 3, 4, 5], count))
    assert answers == {1: 2, 2: 4, 3: 6, 4: 8, 5: 10}


def test_no_tasks_no_processes() -> None:
    assert list(run_tasks(jobs.double, [], 2)) == []


def test_a_killed_process_costs_only_its_own_task() -> None:
    answers = dict(run_tasks(jobs.double_or_die, [1, 2, 3, 4, 5], 2))
    lost = answers.pop(3)
    assert answers == {1: 2, 2: 4, 4: 8, 5: 10}
    assert isinstance(lost, Lost)
    assert "SIGKILL" in lost.reason
    assert "memory" in lost.reason


def test_one_process_does_several_tasks_until_it_is_worn() -> None:
    together = {pid for _, pid in run_tasks(jobs.process_id, [1, 2, 3], 1)}
    assert len(together) == 1
    apart = {pid for _, pid in run_tasks(jobs.process_id, [1, 2, 3], 1, worn=lambda _: True)}
    assert len(apart) == 3


def test_closing_the_iterator_ends_the_processes(tmp_path: Path) -> None:
    files = [tmp_path / str(n) for n in range(4)]
    results = run_tasks(jobs.touch_after_a_while, files, 2)
    assert isinstance(results, Generator)
    next(results)
    results.close()
    done = sum(f.exists() for f in files)
    time.sleep(0.8)
    assert sum(f.exists() for f in files) == done < 4
