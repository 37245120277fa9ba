import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.language import language_codes, load_language
from extractors.names.morphology import load_morphology


@pytest.mark.parametrize(
    ("language", "word", "stem", "case"),
    [
        ("tr", "ankara'dan", None, None),
        ("tr", "türklerin", "türkler", "genitive"),
        ("tr", "hükümetinin", "hükümet", "genitive"),
        ("tr", "kolordunun", "kolordu", "genitive"),
        ("tr", "türklüğü", "türklük", "accusative"),
        ("az", "samsuna", "samsun", "dative"),
        ("az", "türkiyəyə", "türkiyə", "dative"),
        ("az", "bakıdakı", "bakı", "locative"),
        ("az", "nazirliyinin", "nazirlik", "genitive"),
        ("ar", "وللدوله", "الدوله", "dative"),
        ("ar", "لاتراك", "اتراك", "dative"),
        ("ar", "والاناضول", "الاناضول", "conjunction"),
    ],
)
def test_endings_and_clitics_are_cut(
    language: str, word: str, stem: str | None, case: str | None
) -> None:
    forms = {(f.stem, f.case) for f in load_morphology(language).forms(word)}
    if stem is None:
        assert forms == {(word, "")} or (word, "") in forms
    else:
        assert (stem, case) in forms


@pytest.mark.parametrize(
    ("ending", "case"), [("da", "locative"), ("nın", "genitive"), ("yla", "instrumental")]
)
def test_an_ending_behind_an_apostrophe_is_known(ending: str, case: str) -> None:
    tail = load_morphology("tr").tail(ending)
    assert tail is not None
    assert tail.case == case


def test_what_is_no_ending_is_none() -> None:
    assert load_morphology("tr").tail("Higgins") is None
    assert load_morphology("en").tail("da") is None


@given(st.sampled_from(language_codes("names")), st.text(min_size=1, max_size=20))
def test_forms_lie_within_the_word_and_the_whole_comes_first(code: str, word: str) -> None:
    folded = load_language(code).fold(word)
    forms = load_morphology(code).forms(folded)
    assert (forms[0].stem, forms[0].start, forms[0].end) == (folded, 0, len(folded))
    for form in forms:
        assert 0 <= form.start < form.end <= len(folded)
        assert form.end + form.plural + form.possessive <= len(folded)


@pytest.mark.parametrize("code", language_codes("names"))
def test_every_example_has_its_ending(code: str) -> None:
    language = load_language(code)
    morphology = load_morphology(code)
    for row in language.table("names_suffixes.tsv", ("slot", "form", "case", "example")):
        if not row["example"]:
            continue
        folded = language.fold(row["example"]).split()[-1]
        stem, _, ending = folded.partition("'")
        cases = {f.case for f in morphology.forms(folded) if f.start == 0}
        if ending:
            cases |= {t.case for t in morphology.tails.get(ending, ())}
        plural = any(f.plural for f in morphology.forms(stem))
        owned = any(f.possessive for f in morphology.forms(stem))
        found = {"plural": plural, "possessive": owned, "case": row["case"] in cases}
        assert found[row["slot"]], f"{row.path.name}, line {row.line}: {row['example']}"
