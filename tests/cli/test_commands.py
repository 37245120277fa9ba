from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg import __version__
from kg.store.snapshot import open_snapshot
from tests.cli.conftest import Run
from tests.store.conftest import TEXTS, write_shelf

COMMANDS = (
    ("build",),
    ("query",),
    ("queries",),
    ("review",),
    ("validate",),
    ("export",),
    ("annotate",),
    ("lang", "check"),
    ("lang", "explain"),
    ("gold", "export"),
    ("gold", "import"),
    ("gold", "check"),
)


def test_help_names_every_command(kg: Run) -> None:
    done = kg("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert command[0] in done.stdout


def test_starting_up_imports_nothing_heavy() -> None:  # so that help takes a fraction of a second
    code = "import sys, kg.cli; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"spacy", "rdflib", "pyoxigraph", "pyshacl", "numpy"} & set(done.stdout.split())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_teaches_by_example_within_80_columns(kg: Run, command: tuple[str, ...]) -> None:
    done = kg(*command, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout
    assert f"kg {' '.join(command)}" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_version(kg: Run) -> None:
    assert kg("--version").stdout == f"kg {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("query",),
        ("query", "mentions", "--format", "xml"),
        ("query", "mentions", "--param", "who"),
        ("query", "mentions", "--param", "who=x"),
        ("query", "no_such_query"),
        ("queries", "no_such_query"),
        ("export", "-o", "graph.xyz"),
        ("validate", "--format", "xml"),
        ("validate", "graph.xyz"),
        ("build", "x", "--base", "no iri"),
        ("build", "x", "--pipeline", "tr"),
        ("build", "x", "--pipeline", "tr=missing.cfg"),
        ("build", "x", "--workers", "-1"),
        ("lang", "explain", "xx", "text"),
    ],
    ids=lambda a: " ".join(a),
)
def test_wrong_use_is_status_2_and_says_what_to_do(
    kg: Run, store: Path, arguments: tuple[str, ...]
) -> None:
    done = kg(*arguments, cwd=store.parent)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr) > 20


def test_a_store_that_is_none(kg: Run, tmp_path: Path) -> None:
    for arguments in (("query", "mentions"), ("export", "-o", "x.ttl"), ("validate",)):
        done = kg(*arguments, "--store", tmp_path / "none")
        assert done.returncode == 2
        assert "make one: kg build" in " ".join(done.stderr.split())


def test_query_gives_data_on_standard_output_alone(kg: Run, store: Path) -> None:
    done = kg("query", "mentions", "--format", "csv", "--store", store)
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert set(rows[0]) == {"doc", "start", "end", "text", "type", "entity", "label", "wikidata"}
    assert done.stderr == ""
    answer = json.loads(kg("query", "mentions", "--format", "json", "--store", store).stdout)
    assert len(answer["results"]["bindings"]) == len(rows)
    table = kg("query", "mentions", "--limit", 2, "--store", store)
    assert f"{len(rows) - 2:,} rows more" in table.stderr


def test_the_store_may_stand_in_the_environment(
    kg: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(store))
    assert kg("query", "dates", "--format", "csv").stdout.startswith("doc,start,end,text,edtf")


def test_queries_lists_and_describes(kg: Run) -> None:
    listed = kg("queries").stdout
    assert "mentions" in listed
    described = kg("queries", "timeline_person").stdout
    assert "parameter" in described
    assert "kg query timeline_person --param" in described


def test_a_reader_that_has_had_enough_is_no_error(store: Path) -> None:
    for command in (
        ("export", "--format", "nquads", "--output", "-"),
        ("query", "mentions", "--format", "csv"),
    ):
        run = [sys.executable, "-m", "kg", *command, "--store", str(store)]
        with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert b"Traceback" not in process.stderr.read()


def test_validate_counts_and_reports(kg: Run, store: Path) -> None:
    done = kg("validate", "--store", store, "--counts")
    assert done.returncode == 0
    assert "6 checked: 0 violations" in done.stderr
    assert kg("validate", "--store", store, "--format", "ttl").stdout.count("ValidationReport") >= 6


def test_validate_reads_graphs_from_elsewhere(kg: Run, store: Path, tmp_path: Path) -> None:
    done = kg("validate", *sorted(store.glob("documents/*/graph.nq")))
    assert done.returncode == 0, done.stderr
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix kg: <https://histkg.example/ns#> .\n<x:e> a kg:Event <x:y> .\n")
    done = kg("validate", broken)
    assert done.returncode == 2
    assert "line 2" in done.stderr
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("@prefix kg: <https://histkg.example/ns#> .\n<x:c> a kg:Claim .\n")
    assert kg("validate", wrong).returncode == 1
    assert kg("validate", tmp_path / "missing.ttl").returncode == 2


def test_annotate_quotes_the_text(kg: Run, tmp_path: Path) -> None:
    shelf = write_shelf(tmp_path / "shelf")
    done = kg("annotate", *sorted(shelf.iterdir()))
    assert done.returncode == 0
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(objects) > 12


def test_lang_check_and_explain(kg: Run) -> None:
    for code in ("az", "en"):
        done = kg("lang", "check", code)
        assert done.returncode == 0, done.stderr
    done = kg("lang", "check", "xx")
    assert done.returncode == 1
    assert "there are: ar, az, en, ru, tr" in " ".join(done.stderr.split())
    done = kg("lang", "explain", "en", "The Treaty of Kars was signed on 13 October 1921.")
    assert done.returncode == 0
    assert "1921-10-13" in done.stdout
    assert "Treaty" in done.stdout
    assert kg("lang", "explain", "en", "-", input="nothing here\n").returncode == 0


def test_a_second_build_says_who_holds_the_store(kg: Run, store: Path, tmp_path: Path) -> None:
    from kg.store.files import build_lock

    shelf = write_shelf(tmp_path / "shelf")
    with build_lock(store):
        done = kg("build", shelf, "--store", store)
        assert kg("query", "dates", "--store", store).returncode == 0  # readers go on
    assert done.returncode == 2
    assert f"process {os.getpid()}" in done.stderr


def test_a_build_that_is_interrupted_can_be_run_again(kg: Run, tmp_path: Path) -> None:
    texts = {f"{n}-{name}": text for n in range(15) for name, text in TEXTS.items()}
    shelf = write_shelf(tmp_path / "shelf", texts)
    command = ["build", str(shelf), "--store", str(tmp_path / "store"), "--workers", "2"]
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *command],
        stderr=subprocess.PIPE,
        text=True,
        # a shell's background job hands on that it takes no notice of Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()  # the first document is done
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "stopped" in said
    assert kg(*command).returncode == 0
    with open_snapshot(tmp_path / "store") as snapshot:
        assert len(snapshot.report_files()) == len(texts) + 1  # one is of what lies between them


def test_an_unforeseen_error_is_one_line_unless_debugged(tmp_path: Path) -> None:
    code = (
        "import sys, kg.cli, kg.queries.saved\n"
        "def fails(folder=None): raise KeyError('unforeseen')\n"
        "kg.queries.saved.list_queries = fails\n"
        "sys.argv = ['kg', *sys.argv[1:]]\n"
        "kg.cli.main()\n"
    )
    for debug in ([], ["--debug"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *debug, "queries"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ("Traceback" in done.stderr) == bool(debug)
        assert done.returncode == (1 if debug else 2)
    assert "kg --debug queries" not in done.stdout
