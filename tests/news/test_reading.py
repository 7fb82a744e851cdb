"""The reader on small texts: each test holds one rule a user relies on."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.cli.newspage import reading_page
from comity.law import load_lawbook
from comity.news import Proposal, Reading, read_text
from comity.news.backends import refuse
from comity.news.coding import CAMEO, PLOVER_2021, PLOVER_MANUAL, TIES
from comity.news.dates.clock import Clock

FRAME = " The Security Council and the European Union have sanctions on Iran."
DAY = date(2010, 6, 10)


def read(text: str, published: date | None = DAY) -> Reading:
    return read_text(text + FRAME, id_="t", published=published)


def events(
    text: str, published: date | None = DAY
) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found = read(text, published)
    return [
        (e.action, tuple(e.source), tuple(e.target)) for e in found.events if e.start < len(text)
    ]


@pytest.mark.parametrize(
    ("text", "action", "source", "target"),
    [
        ("The European Union renewed its sanctions on Belarus for a year.", "EXTEND", "EU", "BY"),
        ("The sanctions on Libya were lifted by the Security Council.", "EASE", "UNSC", "LY"),
        ("Moscow rejected the UN sanctions.", "OPPOSE", "RU", "UN"),
        ("Washington threatened to impose sanctions on Iran.", "THREATEN", "US", "IR"),
        ("Japan urged the Security Council to tighten sanctions on North Korea.", "CALL_FOR", "JP", "KP"),
        ("Caracas demanded the lifting of the US sanctions.", "DEMAND_EASE", "VE", "US"),
        ("London will not lift its sanctions on Zimbabwe.", "REFUSE_EASE", "GB", "ZW"),
        ("Washington promised to lift its sanctions on Syria.", "PROMISE_EASE", "US", "SY"),
        ("Germany welcomed the UN sanctions on Iran.", "SUPPORT", "DE", "UN"),
        ("Canada imposed sanctions on Myanmar on Tuesday.", "IMPOSE", "CA", "MM"),
    ],
)  # fmt: skip
def test_who_does_what_on_whom(text: str, action: str, source: str, target: str) -> None:
    assert (action, (source,), (target,)) in events(text)


def test_a_speech_and_its_content_are_one_event() -> None:
    found = events("Washington threatened to impose sanctions on Iran.")
    assert [e[0] for e in found] == ["THREATEN"]


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("The EU will impose sanctions on Belarus.", "threatened"),
        ("The EU imposed sanctions on Belarus.", "actual"),
        ("The EU may impose sanctions on Belarus.", "hypothetical"),
        ("The EU did not impose sanctions on Belarus.", "negated"),
        ("Two traders are accused of evading the sanctions on Belarus.", "alleged"),
    ],
)
def test_done_announced_possible_denied(text: str, realis: str) -> None:
    assert read(text).events[0].realis == realis


def test_collective_and_unilateral_are_told_apart() -> None:
    found = read(
        "The Security Council imposed sanctions on Libya. Canada imposed sanctions on Libya."
    )
    assert [e.collectivity for e in found.events[:2]] == ["collective", "unilateral"]


def test_relative_dates_are_resolved_against_the_day_and_never_guessed() -> None:
    text = "Canada imposed sanctions on Myanmar last month."
    (event,) = [e for e in read(text).events if e.action == "IMPOSE"]
    assert event.when is not None
    assert (event.when.first, event.when.last) == (date(2010, 5, 1), date(2010, 5, 31))
    (event,) = [e for e in read(text, None).events if e.action == "IMPOSE"]
    assert event.when is not None
    assert (event.when.text, event.when.first, event.when.last) == ("last month", None, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in late April", "2010-04-21", "2010-04-30"), ("early in the year, in 1995,", "1995-01-01", "1995-12-31"),
        ("on Monday", "2010-06-07", "2010-06-07"), ("in March 2007", "2007-03-01", "2007-03-31"),
        ("in April last year", "2009-04-01", "2009-04-30"), ("yesterday", "2010-06-09", "2010-06-09"),
        ("last week", "2010-05-31", "2010-06-06"), ("on 23 December 2006", "2006-12-23", "2006-12-23"),
        ("on May 17", "2010-05-17", "2010-05-17"), ("nine years ago", "2001-01-01", "2001-12-31"),
        ("throughout the eighties", "1980-01-01", "1989-12-31"), ("in 2005 and 2008", "2005-01-01", "2008-12-31"),
    ],
)  # fmt: skip
def test_time_expressions(text: str, first: str, last: str) -> None:
    (when,) = Clock(DAY).find(text, 0, len(text))
    assert (str(when.first), str(when.last)) == (first, last)


def test_quotations_have_their_speakers() -> None:
    text = (
        "Foreign Minister Sergei Lavrov met reporters in Moscow. \"Nobody should go over the Council's "
        'head," he said. British ambassador Mark Lyall Grant called that "a strange idea".\n\n'
        "BROWN: We will not lift anything until people can vote.\n"
    )
    found = read(text).article.quotes
    assert [(q.speaker, q.partial) for q in found] == [
        ("Sergei Lavrov", False), ("Mark Lyall Grant", True), ("BROWN", False),
    ]  # fmt: skip


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“We reject it.\n\n“We always will,” spokesman Esmaeil Baghaei said in Tehran."
    (quote,) = read(text).article.quotes
    assert (quote.start, quote.speaker) == (0, "Esmaeil Baghaei")


@pytest.mark.parametrize(
    ("bracket", "remark"),
    [
        ("(good luck with that, they love their oil!)", True), ("[RH: bravo]", True), ("(Tatmadaw)", False),
        ("(who fled to Moscow in December)", False), ("[and who asked them?]", True),
        ("(the UN nuclear agency)", False), ("[The vote was delayed twice. - Ed.]", False),
    ],
)  # fmt: skip
def test_the_posters_own_remarks_are_told_from_neutral_brackets(bracket: str, remark: bool) -> None:
    text = f"The European Union renewed its sanctions on Belarus {bracket} on Monday."
    kinds = [z.kind for z in read(text).article.zones]
    assert ("commentary" in kinds) is remark


def test_what_a_poster_says_is_asserted_by_the_poster() -> None:
    found = read(
        "The EU renewed its sanctions. [The UN imposed sanctions on us three times already!!]"
    )
    assert [e.asserted_by for e in found.events[:2]] == ["narrator", "poster"]


@pytest.mark.parametrize(
    "text",
    [
        "The league sanctioned the club and froze its prize money; the coach rejected the ban.",
        "The court lifted the freeze on the festival's accounts and the judge sanctioned the deal.",
        "The town council extended its parking ban and lifted the embargo on the school's study.",
    ],
)
def test_sport_courts_and_town_halls_are_left_alone(text: str) -> None:
    assert read_text(text, published=DAY).events == []


def test_claims_are_held_against_the_lawbook() -> None:
    book, today = load_lawbook(), date(2026, 11, 24)

    def verdicts(text: str, day: date) -> list[tuple[str, str]]:
        found = read_text(text, published=day, book=book, today=today)
        return [(c.expected, " ".join(c.instruments)) for c in found.claims]

    (one, *_) = verdicts(
        "The UN Security Council has adopted three rounds of sanctions against Iran. The EU followed.",
        date(2009, 5, 8),
    )
    assert one == ("supported", "unscr-1737 unscr-1747 unscr-1803")
    (one, *_) = verdicts(
        "The UN Security Council has adopted five rounds of sanctions against Iran. The EU followed.",
        date(2009, 5, 8),
    )
    assert one[0] == "contradicted"
    (one, *_) = verdicts(
        "The Security Council imposed sanctions on Zimbabwe in 2008. The EU has sanctions on Zimbabwe.",
        date(2010, 2, 16),
    )
    assert one[0] == "contradicted"
    found = verdicts(
        "Japan imposed sanctions on Zimbabwe in 2008. The EU has sanctions on Zimbabwe.",
        date(2010, 2, 16),
    )
    assert [v for v, _ in found] == ["unverifiable"]


def test_other_languages_are_told_and_not_read() -> None:
    for text in (
        "Совет Безопасности ООН ввёл санкции против Ирана в понедельник, сообщило агентство.",
        "Der Sicherheitsrat hat am Montag neue Sanktionen gegen den Iran verhängt, hieß es in New York.",
        "فرض مجلس الأمن عقوبات على إيران يوم الاثنين حسبما ذكرت الوكالة",
    ):
        found = read_text(text, published=DAY)
        assert found.events == []
        assert "not English" in found.notes[0]


def test_a_backend_can_add_only_what_is_verbatim() -> None:
    class Two:
        name = "two"

        def propose(self, clause: str) -> list[Proposal]:
            if "grumbled" not in clause:
                return []
            return [
                Proposal(trigger="grumbled", action="OPPOSE", source=("IT",), target=("EU",)),
                Proposal(trigger="shouted", action="OPPOSE", source=("IT",)),
                Proposal(trigger="grumbled", action="DANCE"),
            ]

    text = "Rome grumbled. The European Union renewed its sanctions on Russia. The EU met."
    found = read_text(text, published=DAY, backend=Two())
    (added,) = [e for e in found.events if e.rule == "backend: two"]
    assert text[added.start : added.end] == "grumbled"
    assert len(found.notes) == 2
    assert refuse(Proposal(trigger="x", action="OPPOSE", source=("Q",)), "x", ("EU",))


def test_every_action_has_codes_in_every_scheme() -> None:
    assert set(CAMEO) == set(PLOVER_2021) == set(PLOVER_MANUAL) == set(TIES)
    assert (CAMEO["IMPOSE"][0], PLOVER_2021["IMPOSE"], PLOVER_MANUAL["IMPOSE"]) == (
        "163",
        "COERCE",
        "SANCTION",
    )


def test_nothing_of_a_text_reaches_the_page_unescaped() -> None:
    text = '<script>alert(1)</script> The EU renewed "<b onload=x>sanctions</b>" on Belarus, said "<img>".'
    html = reading_page(read(text))
    assert "<script>alert" not in html
    assert "<b onload" not in html
    assert "<img>" not in html


PIECES = st.lists(
    st.sampled_from(
        ["The EU", " imposed", " sanctions", " on Iran", '"', "“", "”", "'", "‘", "(", "[", ")", ".", "\n", "\n\n",
         " last month", " said", " Lavrov", "BROWN: ", " —", ", which", " 12 ", "\u202e", "\u200b", "🙂", "!!"]
    ), max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=300)))
def test_any_text_is_read_without_a_fault_and_every_span_is_in_it(text: str) -> None:
    for published in (None, DAY):
        reading = read_text(
            text, published=published, book=load_lawbook(), today=date(2026, 11, 24)
        )
        told = reading.as_json()
        json.dumps(told)
        spans = [
            *told["zones"],
            *told["quotes"],
            *told["claims"],
            *(e["trigger"] for e in told["events"]),
        ]
        assert all(0 <= s["start"] < s["end"] <= len(text) for s in spans)
        assert all(
            text[e["trigger"]["start"] : e["trigger"]["end"]] == e["trigger"]["text"]
            for e in told["events"]
        )
        reading_page(reading)


@pytest.mark.parametrize(
    "text",
    ['"' * 20_000, "(" * 20_000, "[(" * 10_000, "“The EU imposed sanctions on Iran " * 600, "a" * 50_000,
     "The EU " * 5_000, "1,2," * 10_000, "\n" * 30_000, "said. " * 8_000],
)  # fmt: skip
def test_no_text_is_pathologically_slow(text: str) -> None:
    start = time.process_time()
    read_text(text, published=DAY)
    assert time.process_time() - start < 5
