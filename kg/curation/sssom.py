"""Cells of SSSOM tables, which are quoted as in CSV where they hold a quotation mark."""

from __future__ import annotations


def quoted(cell: str) -> str:
    """The cell as it is written: in quotation marks, with its own doubled, where it has any."""
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def unquoted(cell: str) -> str:
    """The cell as it is meant; a quotation mark within a cell that is not quoted stays."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
