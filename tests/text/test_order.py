from __future__ import annotations

import re

import pytest

from extractors.text.lines import find_lines
from extractors.text.order import is_stuck, true_order
from extractors.text.repair import repair_lines

# Lines in true order; "justified" ones come out of a page word by word.
LINES = [
    "وصل السلطان سليم الى القاهرة في 26 كانون الثاني 1517 بعد معركة الريدانية",
    "عقدت المعاهدة في مدينة لندن بتاريخ 15 تموز 1840 بين الدولة العثمانية وبريطانيا",
    "استمر حصار المدينة حتى 29 ايار 1453 وفي ذلك اليوم دخلها السلطان محمد الفاتح",
    "تولى محمد علي باشا حكم مصر عام 1805 وبقي في الحكم حتى عام 1848 ثم خلفه ابنه",
    "ارسل الوالي برقية الى وزارة الحربية في 3 اذار 1909 طلب فيها دعم القوات",
]
JUSTIFIED = [
    "على الرغم من رفض الوالي عقد الاجتماع في بغداد الا ان المجلس وافق على ذلك",
    "كان القائد قد وصل الى المدينة من اجل تنظيم المقاومة ضد القوات التي احتلت البلاد",
    "من خلال هذه المعركة تمكن الجيش من استعادة الاراضي التي خسرتها الدولة في الحرب العالمية الاولى",
    "لم يكن السلطان راضيا عن تلك القرارات التي صدرت عن المجلس بعد نهاية الحرب",
]
NUMBER = re.compile(r"\d+")


def take_apart(line: str) -> str:
    """The line as a page gives it that is read from left to right: runs from last to first."""
    runs = [part for part in re.split(r"(\d+)", line) if part]
    return "".join(f"    {r}" if NUMBER.fullmatch(r) else r.strip() for r in reversed(runs)) + "  "


def spread(line: str) -> str:
    """The line as a justified line gives it: word by word from last to first."""
    first, *rest = reversed(line.split())
    return f"{first}   " + "  ".join(rest) + " "


def words(line: str) -> list[str]:
    return line.split()


@pytest.mark.parametrize("line", LINES)
def test_reads_lines_that_numerals_have_turned(line: str) -> None:
    damaged = take_apart(line)
    assert is_stuck(damaged)
    pieces, gain = true_order(damaged.rstrip(), "", "", damaged=True)
    assert pieces is not None
    assert gain > 0
    assert words(" ".join(damaged[a:b] for a, b in pieces)) == words(line)


@pytest.mark.parametrize("line", JUSTIFIED)
def test_reads_justified_lines(line: str) -> None:
    damaged = spread(line).rstrip()
    pieces, _ = true_order(damaged, "", "", damaged=True)
    assert pieces is not None
    assert words(" ".join(damaged[a:b] for a, b in pieces)) == words(line)


def test_numerals_keep_a_justified_line_in_groups() -> None:
    # Within a group the words are reversed, the chunk around a numeral is reversed in itself.
    damaged = (
        "في   القلعة  الى  وعاد  القائد  الولايات    1876حزيران    6غادر  على  الهجوم  خشية  بسبب"
    )
    pieces, _ = true_order(damaged, "", "", damaged=True)
    assert pieces is not None
    assert words(" ".join(damaged[a:b] for a, b in pieces)) == words(
        "غادر القائد وعاد الى القلعة في 6 حزيران 1876 بسبب خشية الهجوم على الولايات"
    )


def test_a_whole_text_is_repaired_with_its_offsets() -> None:
    text = "\n".join([*map(take_apart, LINES), *map(spread, JUSTIFIED)])
    lines = repair_lines(find_lines(text))
    assert [words(line.text) for line in lines] == [words(x) for x in (*LINES, *JUSTIFIED)]
    for line in lines:
        assert " ".join(text[a:b] for a, b in line.pieces) == line.text


@pytest.mark.parametrize("lines", [LINES, JUSTIFIED, [*LINES, *JUSTIFIED] * 3])
def test_text_in_order_passes_untouched(lines: list[str]) -> None:
    found = find_lines("\n".join(lines))
    assert repair_lines(found) is found


def test_signs_of_an_era_are_no_damage() -> None:
    text = "\n".join(
        [
            "خرج السلطان من دمشق في المحرم سنة 583هـ، واجتمعت اليه عساكر الموصل وحلب.",
            "توفي ابن خلدون بالقاهرة سنة 808هـ الموافق 17 اذار 1406م، وكان مولده بتونس.",
            "(1) المقريزي، اتعاظ الحنفا، القاهرة، 1967، ج 1، ص 102.",
        ]
    )
    found = find_lines(text)
    assert repair_lines(found) is found


def test_wide_blanks_of_a_well_ordered_text_are_no_damage() -> None:
    text = "\n".join("  ".join(line.split()) for line in [*JUSTIFIED, *LINES])
    found = find_lines(text)
    assert repair_lines(found) is found


def test_latin_text_is_never_touched() -> None:
    text = "Kars  was  taken  on  30  October  1920.\nThe   army   went   on   to   Gyumri  7.11.1920\n"
    found = find_lines(text)
    assert repair_lines(found) is found
