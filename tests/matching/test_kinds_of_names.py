"""Kinds of names: pairs that must and must not be alerts, by the reason why."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.matching import DEFAULT_THRESHOLD, Evidence, Index, Listed, Query, compare
from comity.matching.east_asian import language_of, to_one_form
from comity.matching.features import of_other_sex
from comity.matching.pairing import compare_words, may_be_letters
from comity.matching.words import prepare
from comity.text.southeast_asian import romanise_burmese, romanise_thai

SCHEMAS = {"P": "Person", "O": "Organization", "V": "Vessel"}


def read_cases() -> list[tuple[bool, str, str, bool, str, str]]:
    found = []
    why = ""
    text = (Path(__file__).parent / "kinds_of_names.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("## "):
            why = line[3:]
        if not line or line.startswith("#"):
            continue
        schema, sign, rest = line.removeprefix("~").split(" ", 2)
        left, right = rest.split(" | ")
        found.append((line.startswith("~"), SCHEMAS[schema], why, sign == "=", left, right))
    return found


CASES = read_cases()


def test_the_table_holds_cases_of_both_sorts() -> None:
    assert len(CASES) > 250
    assert sum(not same for _, _, _, same, _, _ in CASES) > 60


@pytest.mark.parametrize(("short", "schema", "why", "same", "a", "b"), CASES)
def test_names_of_every_kind_match_as_they_must(
    short: bool, schema: str, why: str, same: bool, a: str, b: str
) -> None:
    found = compare(a, b, Evidence(schema=schema), Evidence(schema=schema))
    right = (found.score >= DEFAULT_THRESHOLD) is same
    assert right is not short, (why, found)


def test_wade_giles_and_pinyin_meet() -> None:
    pairs = [("xijinping", "hsichinping"), ("zedong", "tsetung"), ("qishan", "chishan"),
             ("guofeng", "kuofeng"), ("zhou", "chou"), ("xueliang", "hsuehliang")]  # fmt: skip
    for pinyin, wade in pairs:
        assert to_one_form(pinyin, "chinese", False) == to_one_form(wade, "chinese", False)
    assert to_one_form("wei", "chinese", False) != to_one_form("wen", "chinese", False)


def test_only_names_of_syllables_are_taken_for_korean_or_chinese() -> None:
    assert language_of(("kim", "jong", "un")) == "korean"
    assert language_of(("deng", "xiaoping")) == "chinese"
    assert language_of(("han", "schmidt")) == ""
    assert language_of(("vladimir", "putin")) == ""


def test_burmese_is_read_by_syllables() -> None:
    for burmese, latin in [("သိန်းစိန်", "thein sein"), ("ခင်ညွန့်", "khin nyun"),
                           ("ကျော်စွာ", "kyaw swa"), ("နေဝင်း", "ne win")]:  # fmt: skip
        assert romanise_burmese(burmese).strip() == latin
    assert romanise_burmese("plain") == "plain"


def test_thai_letters_under_the_mark_of_silence_are_left_out() -> None:
    assert romanise_thai("ประยุทธ์") == "prayut"
    assert romanise_thai("plain") == "plain"


def test_jumbled_letters_are_told_from_other_words() -> None:
    assert compare_words("putin", "nitpu") == (0.75, "jumbled")
    assert compare_words("karim", "kamal")[1] != "jumbled"
    assert compare_words("amir", "rami")[0] < 0.75  # short words are names of their own


def test_consonants_of_one_sound_count_half() -> None:
    assert compare_words("qadhafi", "gaddafi")[0] > compare_words("qadhafi", "madhafi")[0]


def test_endings_of_the_other_sex_are_told() -> None:
    assert of_other_sex("daniela", "daniel")
    assert of_other_sex("mario", "maria")
    assert not of_other_sex("lukashenko", "lukashenka")
    assert not of_other_sex("olga", "anna")


def test_letters_of_an_acronym_are_three_or_a_persons_two_consonants() -> None:
    assert may_be_letters("jc", True)
    assert not may_be_letters("li", True)
    assert not may_be_letters("jc", False)
    assert may_be_letters("ibm", False)


def test_a_fathers_name_in_the_midst_weighs_less_than_a_surname() -> None:
    words = prepare("Sergei Kuzhugetovich Shoigu", "person").words
    assert words[1].weight < words[2].weight
    chained = prepare("Usama bin Muhammad bin Awad bin Ladin", "person").words
    alone = prepare("Muhammad", "person").words
    assert next(w for w in chained if w.text == "muhammad").weight < alone[0].weight


def test_a_slip_that_no_listed_name_has_still_finds_its_name() -> None:
    others = [Listed(subject=f"o{k}", names=((f"Hamid Karim{k}", "strong"),)) for k in range(99)]
    index = Index.build([Listed(subject="x", names=(("Fared Saal", "strong"),)), *others])
    person = Evidence(schema="Person")
    assert [m.subject for m in index.search(Query(name="farsd saal", evidence=person))][:1] == ["x"]
