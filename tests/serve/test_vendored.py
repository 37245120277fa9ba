"""The scripts that others wrote are those of the table."""

from __future__ import annotations

import pytest

from tests.serve.vendored import FOLDERS, ROOT, faults, read_table


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: str(f.relative_to(ROOT)))
def test_every_file_is_as_its_table_says(folder):
    assert list(faults(folder)) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: str(f.relative_to(ROOT)))
def test_every_package_has_its_licence_beside_it(folder):
    rows = read_table(folder)
    with_licence = {(r.package, r.version) for r in rows if r.file.startswith("LICENSE")}
    assert {(r.package, r.version) for r in rows} == with_licence


def test_what_ships_is_small():
    shipped = FOLDERS[0]
    assert sum(p.stat().st_size for p in shipped.rglob("*") if p.is_file()) < 6 * 2**20
