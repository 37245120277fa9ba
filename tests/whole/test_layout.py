"""How the code hangs together: which way imports run, how long files are, who knows a language."""

from __future__ import annotations

import ast
import graphlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from kg.cli.app import app
from kg.queries.saved import list_queries

ROOT = Path(__file__).parents[2]
CODE = sorted([*ROOT.glob("kg/**/*.py"), *ROOT.glob("extractors/**/*.py")])
TESTS = sorted(ROOT.glob("tests/**/*.py"))
LANGUAGES = {path.name for path in (ROOT / "data" / "lang").iterdir() if path.is_dir()}

#: which packages of kg each of them may import: from the commands down to the triples
ARROWS: dict[str, set[str]] = {
    "cli": {
        "curation",
        "construction",
        "export",
        "gold",
        "graph",
        "identity",
        "linking",
        "queries",
        "serve",
        "store",
        "validation",
    },
    "serve": {"curation", "export", "graph", "identity", "linking", "queries", "store"},
    "construction": {"curation", "graph", "identity", "linking", "store", "validation"},
    "export": {"graph", "queries", "store"},
    "gold": {"graph"},
    "identity": {"curation", "graph", "store"},
    "queries": {"graph"},
    "validation": {"graph"},
    "store": set(),
    "graph": set(),
    "curation": {"graph"},
    "linking": {"curation", "graph", "identity", "store"},
}

#: where the extractors' code may write a language's code, and why
NAMED = {
    "extractors/names/gazetteer.py": "columns of the gazetteer, and the language of last resort",
    "extractors/names/phrases.py": "a made-up row of the gazetteer",
    "extractors/names/component.py": "spaCy wants a default; the pipelines' config.cfg sets it",
    "extractors/dates/component.py": "spaCy wants a default; the pipelines' config.cfg sets it",
    "extractors/dates/discourse.py": "a default for a document without a reading",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write whole names of modules"
            yield str(node.module)


@pytest.mark.parametrize(
    "path", [p for p in CODE if name_of(p).startswith("extractors/")], ids=name_of
)
def test_extractors_know_nothing_of_the_graph(path: Path) -> None:
    modules = {name.partition(".")[0] for name in imported(ast.parse(path.read_text("utf-8")))}
    assert not modules & {"kg", "rdflib", "pyshacl", "pyoxigraph", "oxrdflib", "SPARQLWrapper"}
    assert "tests" not in modules


def test_the_product_does_not_import_its_tests() -> None:
    for path in CODE:
        assert "tests" not in {
            n.partition(".")[0] for n in imported(ast.parse(path.read_text("utf-8")))
        }


def module_of(path: Path) -> str:
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def modules() -> dict[str, set[str]]:
    """Every module with the modules that it imports, at once or later, for the types alone too."""
    trees = {module_of(path): ast.parse(path.read_text("utf-8")) for path in CODE}
    # of ``from package import name`` the name may be a module
    return {
        name: {m for m in (*imported(tree), *names_imported(tree)) if m in trees} - {name}
        for name, tree in trees.items()
    }


def names_imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graphlib.TopologicalSorter(modules()).prepare()  # a CycleError names the circle


def test_imports_run_one_way_through_the_packages() -> None:
    graphlib.TopologicalSorter(ARROWS).prepare()
    packages = {path.parent.name for path in ROOT.glob("kg/*/__init__.py")}
    assert packages == set(ARROWS), "say in ARROWS what a new package may import"
    wrong = [
        f"{module} -> {other}"
        for module, others in modules().items()
        for other in sorted(others)
        if module != "kg.__main__" and package_of(other) not in may_import(package_of(module))
    ]
    assert wrong == []


def may_import(package: str) -> set[str]:
    return ARROWS.get(package, set()) | {package, ""}


def package_of(module: str) -> str:
    """The package of kg that a module is in; "" for one that is in none."""
    first, *rest = module.split(".")
    return rest[0] if first == "kg" and rest and rest[0] in ARROWS else ""


def test_files_are_short_and_named_for_what_they_hold() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in (*CODE, *TESTS)}
    long = {
        name_of(path): count
        for path, count in lines.items()
        if count > (500 if path in TESTS else 300)
    }
    assert long == {}
    vague = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert [name_of(path) for path in lines if vague & {path.stem, path.parent.name}] == []


def test_the_engine_knows_no_language_by_name() -> None:
    named: dict[str, list[str]] = {}
    for path in CODE:
        if not name_of(path).startswith("extractors/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and node.value in LANGUAGES:
                named.setdefault(name_of(path), []).append(f"line {node.lineno}: {node.value!r}")
    assert {name: where for name, where in named.items() if name not in NAMED} == {}
    assert set(NAMED) <= set(named), "an exception is no longer needed: take it out"


def commands() -> list[str]:
    """Every command as it is typed."""

    def walk(command: object, words: str) -> Iterator[str]:
        below = getattr(command, "commands", None)
        if below is None:
            yield words
        for name, sub in (below or {}).items():
            if not sub.hidden:
                yield from walk(sub, f"{words} {name}")

    return list(walk(typer.main.get_command(app), "kg"))


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_readme_and_teaches(command: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.search(rf"`{command}\b", readme), f"README.md does not name `{command}`"


def test_every_saved_query_is_listed_and_described() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "kg", "queries"], capture_output=True, text=True, check=True
    ).stdout
    for query in list_queries():
        assert re.search(rf"\b{query.name}\b", said), query.name
        for parameter in query.parameters:
            assert parameter.description
            assert parameter.example
