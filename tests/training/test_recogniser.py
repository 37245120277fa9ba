"""The tokeniser of trained models, a model that is missing, and a user's own model in a build."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.vocab import Vocab

from extractors.assets import asset
from extractors.errors import LanguageDataError
from extractors.language import language_codes, load_language
from extractors.pipeline import load_pipeline
from extractors.recogniser import Recogniser, WordTokenizer
from extractors.training.corpus import example
from extractors.training.measure import score_pipeline
from extractors.training.samples import sample_texts
from extractors.training.tagged import Tagged
from extractors.training.train import save, train
from extractors.training.ways import pipeline_with
from extractors.words import find_words
from tests.cli.conftest import Run, kg

__all__ = ["kg"]

#: A name that no table knows, in sentences short enough to be learned by heart.
SENTENCES = [
    Tagged("Dün Quzbalu köyüne vardık.", ((4, 11, "LOC"),)),
    Tagged("Sonra Quzbalu yandı.", ((6, 13, "LOC"),)),
    Tagged("Yağmur yağdı ve durdu.", ()),
]


@given(
    st.text(alphabet="aİ ıب’'\n.1é\u064b\t ", max_size=40), st.sampled_from(language_codes("names"))
)
@settings(deadline=None)
def test_tokens_put_together_are_the_text(text: str, code: str) -> None:
    language = load_language(code)
    doc = WordTokenizer(Vocab(), language)(text)
    assert doc.text == text
    words = find_words(text, language)
    tokens = {(t.idx, t.idx + len(t)) for t in doc}
    assert set(zip(words.starts, words.ends, strict=True)) <= tokens


def test_spellings_of_a_word_have_one_norm() -> None:
    doc = WordTokenizer(Vocab(), load_language("tr"))("IŞIK ışık Işık")
    assert {token.norm_ for token in doc} == {"ışık"}


def test_a_model_that_is_missing_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(LanguageDataError, match="kg train LANG"):
        Recogniser(Vocab(), str(tmp_path))


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learned SENTENCES by heart, made as ``kg train`` makes one."""
    folder = tmp_path_factory.mktemp("learned")
    language = load_language("tr")
    blank = spacy.blank("tr")
    blank.tokenizer = WordTokenizer(blank.vocab, language)
    DocBin(docs=[example(blank, s).reference for s in SENTENCES * 8]).to_disk(folder / "own.spacy")
    shipped = (language.folder / "train.cfg").read_text(encoding="utf-8")
    before, _ = shipped.split("[corpora.train]")
    after = shipped[shipped.index("[training]") :]
    corpora = "".join(
        f'[corpora.{part}]\n@readers = "spacy.Corpus.v1"\npath = "{folder}/own.spacy"\n\n'
        for part in ("train", "dev")
    )
    changed = after.replace("eval_frequency = 300", "eval_frequency = 10")
    (folder / "train.cfg").write_text(before + corpora + changed, encoding="utf-8")
    lines: list[str] = []
    nlp = train(replace(language, folder=folder), folder, lines.append, epochs=30)
    assert lines
    assert save(nlp, folder / "model") < 15_000_000
    return folder / "model"


def test_training_learns_and_what_is_stored_knows_it(learned: Path) -> None:
    nlp = spacy.load(learned)
    assert [(e.text, e.label_) for e in nlp(SENTENCES[0].text).ents] == [("Quzbalu", "LOC")]
    assert str(learned.parent) not in (learned / "config.cfg").read_text(encoding="utf-8")
    scores = nlp.evaluate(
        [Example(nlp.make_doc(s.text), example(nlp, s).reference) for s in SENTENCES]
    )
    assert scores["ents_f"] == 1.0


def test_a_user_s_pipeline_may_take_its_ner_from_a_trained_one(
    learned: Path, tmp_path: Path, kg: Run
) -> None:
    shipped = (load_language("tr").folder / "config.cfg").read_text(encoding="utf-8")
    names = '[components.histkg_names]\nfactory = "histkg_names"\nlanguage = "tr"\n'
    head, tail = '[nlp]\nlang = "tr"\n', shipped[shipped.index("[components.histkg_dates]") :]
    (tmp_path / "own.cfg").write_text(
        f'{head}pipeline = ["ner", "histkg_names", "histkg_dates", "histkg_events"]\n\n'
        '[nlp.tokenizer]\n@tokenizers = "histkg_words.v1"\nlanguage = "tr"\n\n'
        f'[components]\n\n[components.ner]\nsource = "{learned}"\n\n{names}\n{tail}',
        encoding="utf-8",
    )
    text = "Dün Quzbalu köyüne vardık. Quzbalu 12 Mayıs 1853 gecesi yandı; halkı Bursa'ya göçtü.\n"
    (tmp_path / "letter.txt").write_text(text, encoding="utf-8")
    built = kg(
        "build", tmp_path / "letter.txt", "--store", tmp_path / "store", "--workers", "0",
        "--pipeline", f"tr={tmp_path / 'own.cfg'}",
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    said = kg("query", "mentions", "--format", "csv", "--store", tmp_path / "store").stdout
    rows = [(r["text"], r["type"]) for r in csv.DictReader(io.StringIO(said))]
    assert rows.count(("Quzbalu", "Place")) == 2
    assert ("Bursa", "Place") in rows


@pytest.mark.parametrize("code", language_codes("names"))
def test_a_shipped_model_is_small_and_has_its_card(code: str) -> None:
    model = asset("data/models") / code
    assert ("histkg_recogniser" in load_pipeline(code).pipe_names) == model.is_dir()
    if model.is_dir():
        assert sum(p.stat().st_size for p in model.rglob("*") if p.is_file()) < 15_000_000
        card = (model / "README.md").read_text(encoding="utf-8")
        assert "Licence of the model" in card
        assert "samples (test)" in card
        assert "data = null" in (model / "config.cfg").read_text(encoding="utf-8")


def test_with_its_model_a_language_reads_no_worse_than_without() -> None:
    language = load_language("tr")
    texts = sample_texts("tr", held=True)
    figures = [
        score_pipeline(pipeline_with(language, model), "tr", texts).figures()
        for model in (None, asset("data/models") / "tr")
    ]
    assert figures[1][1] > figures[0][1]
    assert figures[1][2] >= figures[0][2]
