from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from tests.gold_exchange import small


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["gold", *map(str, arguments)])


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with the small text, and its gold file in a folder below."""
    folder = tmp_path / "texts"
    (folder / "gold").mkdir(parents=True)
    (folder / "text.txt").write_bytes(small.TEXT.encode())
    (folder / "gold" / "text.json").write_text(json.dumps(small.gold()), encoding="utf-8")
    return folder


def test_out_back_and_checked(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kg("export", texts / "gold" / "text.json", "-o", out).exit_code == 0
    assert {p.name for p in out.iterdir()} == {"text.json", "layers.json", "typesystem.xml"}
    new = tmp_path / "new" / "text.json"
    assert kg("import", out / "text.json", "--text", texts, "-o", new).exit_code == 0
    assert json.loads(new.read_text(encoding="utf-8")) == small.gold()
    checked = kg("check", new, "--text", texts)
    assert checked.exit_code == 0, checked.output
    assert "1 of 1 in order" in checked.stderr


def test_a_text_goes_out_as_a_draft(texts: Path, tmp_path: Path) -> None:
    assert kg("export", texts / "text.txt", "-o", tmp_path).exit_code == 0
    gold = tmp_path / "gold"
    assert kg("import", tmp_path / "text.json", "--text", texts, "-o", gold).exit_code == 0
    draft = json.loads((gold / "text.json").read_text(encoding="utf-8"))
    assert [d["edtf"] for d in draft["dates"]] == ["1921-10-13"]


def test_what_is_wrong_is_told_and_not_written(texts: Path, tmp_path: Path) -> None:
    cas = small.cas()
    small.structures(cas, "Date")[0]["edtf"] = "13.10.1921"
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    bad.write_text(json.dumps(cas), encoding="utf-8")
    good.write_text(json.dumps(small.cas()), encoding="utf-8")
    done = kg("import", bad, good, "--text", texts, "-o", tmp_path / "gold")
    assert done.exit_code == 1
    assert "date “13 October 1921” (line 3, characters" in done.stderr
    assert "1 of 2 taken" in done.stderr
    assert (tmp_path / "gold" / "text.json").exists()
    target = tmp_path / "one.json"
    assert kg("import", bad, "--text", texts, "-o", target).exit_code == 1
    assert not target.exists()


def test_two_annotators_of_one_text_do_not_overwrite_each_other(
    texts: Path, tmp_path: Path
) -> None:
    for name in ("ayse.json", "john.json"):
        (tmp_path / name).write_text(json.dumps(small.cas()), encoding="utf-8")
    files = (tmp_path / "ayse.json", tmp_path / "john.json")
    done = kg("import", *files, "--text", texts, "-o", tmp_path / "gold")
    assert done.exit_code == 1
    assert "is already that of" in done.stderr


def test_gold_that_is_not_in_order_is_not_exported(texts: Path, tmp_path: Path) -> None:
    gold = small.gold()
    gold["mentions"].pop()  # an event has somebody that nothing names now
    (texts / "gold" / "text.json").write_text(json.dumps(gold), encoding="utf-8")
    done = kg("export", texts / "gold" / "text.json", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "has 'per:ali', which no mention names" in done.stderr
    assert not (tmp_path / "out" / "text.json").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"doc": "../secret"}', '{"doc": "gone.txt"}'])
@pytest.mark.parametrize("command", ["check", "import"])
def test_what_is_no_such_file_is_told(command: str, content: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    output = ("-o", tmp_path / "y") if command == "import" else ()
    done = kg(command, file, *output)
    assert done.exit_code == 1
    assert "x.json" in done.stderr
    assert "Traceback" not in done.output


def test_wrong_use(texts: Path, tmp_path: Path) -> None:
    for arguments in (
        ("export", texts / "text.txt", "-o", tmp_path, "--format", "xmi"),
        ("import", "a.json", "b.json", "-o", tmp_path / "one.json"),
        ("export", texts / "text.txt"),
    ):
        assert kg(*arguments).exit_code == 2, arguments
