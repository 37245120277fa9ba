"""The event tables: strict to read, and in step with the ontology."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from extractors.errors import LanguageDataError
from extractors.events.inflection import load_inflection
from extractors.events.lexicon import compile_row, event_types, frames, load_lexicon, trigger_rows
from extractors.events.marks import load_marks
from extractors.events.patterns import compile_pattern
from extractors.language import Language, language_codes, load_language
from kg.graph.ontology import event_types as ontology_types
from kg.graph.ontology import roles


@pytest.fixture
def turkish(tmp_path: Path) -> Language:
    """A copy of the Turkish folder that a test may spoil."""
    shutil.copytree(load_language("tr").folder, tmp_path / "tr")
    return dataclasses.replace(load_language("tr"), folder=tmp_path / "tr")


def _spoil(language: Language, file: str, old: str, new: str) -> None:
    path = language.folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _compile(language: Language) -> None:
    for row in trigger_rows(language):
        compile_row(row, language)


def test_every_type_is_in_the_ontology_and_counts_as_it_says() -> None:
    known = ontology_types()
    for name, kind in event_types().items():
        assert known[name] == kind.counts_as, name


def test_every_role_is_in_the_ontology() -> None:
    said = {s.role for table in frames().values() for slots in table.values() for s in slots}
    assert not said - {""} - roles()


def test_every_frame_is_used() -> None:
    used = {t.frame for code in language_codes("events") for ts in load_lexicon(code).by_start.values() for t in ts}  # fmt: skip
    assert not set(frames()) - used


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\tBirth\tborn", "\tBorn\tborn", "unknown event type 'Born'"),
        ("\tBirth\tborn", "\tBirth\tbirthday", "unknown frame 'birthday'"),
        ("\tverb\tBirth", "\tverbal\tBirth", "kind is 'verbal'"),
        ("doğ-|", "@nobody ol-|", "no class '@nobody'"),
    ],
)
def test_a_wrong_row_names_file_and_line(turkish: Language, old: str, new: str, says: str) -> None:
    _spoil(turkish, "triggers.tsv", old, new)
    with pytest.raises(LanguageDataError) as caught:
        _compile(turkish)
    assert says in str(caught.value)
    assert "triggers.tsv, line " in str(caught.value)


def test_an_unknown_slot_names_file_and_line(turkish: Language) -> None:
    _spoil(turkish, "slots.tsv", "\tagent\t", "\tdoer\t")
    with pytest.raises(LanguageDataError, match=r"slots\.tsv, line \d+: unknown slot 'doer'"):
        load_marks(turkish)


def test_a_wrong_ending_is_told(turkish: Language) -> None:
    _spoil(turkish, "events.toml", 'negative = "m', 'negative = "(m')
    with pytest.raises(LanguageDataError, match="is no pattern"):
        load_inflection(turkish)


@pytest.mark.parametrize(
    ("code", "form", "yes", "no"),
    [
        ("tr", "imzala-", ["imzaladı", "imzalanan", "imzalanmıştır", "imzalayarak"], ["imza", "imzalar mı"]),
        ("tr", "kongre+", ["kongre", "kongresi", "kongresinde", "kongrelere"], ["kongreci"]),
        ("az", "göndər-", ["göndərdi", "göndərilmişdir", "göndərərək", "göndərib"], ["göndə"]),
        ("az", "müqavilə+", ["müqaviləsi", "müqaviləsindən", "müqaviləni"], ["müqaviləçi"]),
        ("ar", "وصل-", ["وصل", "فوصل", "ووصلت", "وصلوا"], ["واصل", "توصيل"]),
        ("ar", "مؤتمر+", ["المؤتمر", "بالمؤتمر", "للمؤتمر", "ومؤتمر"], ["مؤتمري دولي"]),
        ("en", "besieg-", ["besieged", "besieging", "besieges"], ["besieger"]),
    ],
)  # fmt: skip
def test_endings(code: str, form: str, yes: list[str], no: list[str]) -> None:
    language = load_language(code)
    token = compile_pattern(form, language).tokens[0]
    assert [w for w in yes if not token.match(language.fold(w))] == []
    assert [w for w in no if token.match(language.fold(w))] == []
