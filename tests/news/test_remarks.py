"""Which stretches may be a poster's own: found by their marks and signs, weighed elsewhere."""

from __future__ import annotations

import time

import pytest

from comity.news.articles.remarks import Insertion, find_remarks
from comity.news.words.tokens import paragraphs

ARTICLE = (
    "The Council imposed sanctions on Belarus on Monday, the ministers said after they had met."
)


class Listener:
    """Takes down what may be a remark."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.found: list[Insertion] = []

    def remark(self, found: Insertion, facts: list[str]) -> None:
        """Take down a stretch; its facts are told once each."""
        assert facts
        self.found.append(found)


def told(text: str, furniture: str = "12 replies") -> list[tuple[str, str]]:
    """Return (shape, words) of what may be a remark in a text passed on."""
    listener = Listener()
    find_remarks(text, paragraphs(text), [], furniture, listener)
    return [(x.shape, text[x.start : x.end]) for x in listener.found]


@pytest.mark.parametrize(
    ("remark", "shape"),
    [
        (">>> so it sits there earning interest <<<", "marked"), ("/// three years of telling everyone", "led"),
        ("-> we pay it, actually", "led"), ("**Can you blame him?**", "marked"), ("KK: it barks when told to", "led"),
        ("/and how many did that stop?/", "marked"), ("==at last somebody read it==", "marked"),
        ("||my neighbour sells them||", "marked"), ("#so much for principles#", "marked"),
    ],
)  # fmt: skip
def test_what_stands_behind_a_sign_may_be_a_remark(remark: str, shape: str) -> None:
    assert (shape, remark) in told(f"{ARTICLE}\n{remark}\n{ARTICLE}")


@pytest.mark.parametrize(
    "words",
    ["on 1/2/2021 and 3/4/2021 the ships", "see https://example.org/a-long-path/of-words/ for it",
     "a mid- and/or long-term ban on arms/parts"],
)  # fmt: skip
def test_strokes_of_dates_addresses_and_pairs_of_words_set_nothing_off(words: str) -> None:
    assert not any(shape == "marked" for shape, _ in told(f"{ARTICLE} We met {words}. {ARTICLE}"))


def test_who_sets_one_remark_off_by_a_sign_does_so_with_all() -> None:
    text = f"{ARTICLE} ==what a farce!== {ARTICLE} ==since July 25, it says== {ARTICLE}"
    zones = find_remarks(text, paragraphs(text), [], "12 replies")
    assert [text[z.start : z.end] for z in zones] == [
        "==what a farce!==",
        "==since July 25, it says==",
    ]


def test_a_remark_in_small_letters_is_cut_from_what_goes_before() -> None:
    assert ("sentence", "nicely put, they cannot eat it.") in told(
        f"{ARTICLE} nicely put, they cannot eat it."
    )


def test_an_editor_s_note_is_the_article_s() -> None:
    text = f"{ARTICLE} [He was deported the next year. – Ed.] {ARTICLE}"
    assert not any("Ed." in words for shape, words in told(text) if shape in ("square", "round"))


def test_the_end_of_a_quotation_is_no_sentence_of_its_own() -> None:
    text = f"{ARTICLE} “I asked it once. I asked it twice,” he told the court."
    assert not any(words.startswith("I asked it twice") for _, words in told(text))


def test_in_a_text_that_nobody_passed_on_no_sentence_is_suspected() -> None:
    assert all(
        shape == "paragraph" for shape, _ in told(f"{ARTICLE} {ARTICLE}\n{ARTICLE}", furniture="")
    )


@pytest.mark.parametrize(
    "text",
    ["<" * 3_000, "// " * 2_000, "a. " * 3_000, "“" * 900 + " x. y. " * 500, "AB: " * 2_000, "=" * 3_000, "#a " * 3_000,
     "/a" * 3_000, "==ab " * 2_000],
)  # fmt: skip
def test_no_run_of_signs_is_slow(text: str) -> None:
    start = time.process_time()
    told(f"{ARTICLE}\n{text}")
    assert time.process_time() - start < 3
