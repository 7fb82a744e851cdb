"""The lawbook: sound, complete as the facts, and a replay of events."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import BadInput, UnknownName, UnreadableFile
from comity.law import find_faults, is_member, load_lawbook, members_of, resolve_tags, state_of
from comity.model import Record
from comity.sources import source_named
from comity.sources.base import FileBlob

BOOK = load_lawbook()


def test_the_lawbook_is_sound() -> None:
    assert find_faults(BOOK) == []
    assert len(BOOK.instruments) == 357
    assert sum(i.kind == "regime" for i in BOOK.instruments.values()) == 28
    assert sum(bool(i.paragraphs) for i in BOOK.instruments.values()) == 63
    assert sum(len(i.paragraphs) for i in BOOK.instruments.values()) == 300


@pytest.mark.parametrize(
    ("id_", "day", "viewpoint", "state", "since"),
    [
        ("unscr-1803", "2008-03-02", "", "not-yet", None),
        ("unscr-1803", "2009-05-07", "", "in-force", "2008-03-03"),
        ("unscr-1803", "2020-01-01", "", "ended", "2016-01-16"),
        ("unscr-1803", "2025-11-18", "", "contested", "2025-09-28"),
        ("unscr-1803", "2025-11-18", "russia", "ended", "2016-01-16"),
        ("unscr-1803", "2025-11-18", "un-secretariat", "in-force", "2025-09-28"),
        ("unscr-2231", "2025-10-17", "", "in-force", "2015-07-20"),
        ("unscr-2231", "2025-11-18", "china", "ended", "2025-10-18"),
        ("unscr-2231", "2025-11-18", "france", "in-force", "2015-07-20"),
        ("us-eo-12957", "2009-05-07", "", "in-force", "1995-03-15"),
        ("us-eo-13645", "2017-01-01", "", "ended", "2016-01-16"),
        ("eu-reg-267-2012", "2020-01-01", "", "in-force", "2012-03-23"),
        ("eu-reg-267-2012", "2025-11-18", "", "in-force", "2012-03-23"),
        ("unscr-418", "1994-05-24", "", "in-force", "1977-11-04"),
        ("unscr-418", "2020-01-01", "", "ended", "1994-05-25"),
        ("unscr-919", "2020-01-01", "", "in-force", "1994-05-25"),
        ("unscr-2374", "2024-01-01", "", "ended", "2023-08-31"),
        ("unscr-1572", "2016-04-27", "", "in-force", "2004-11-15"),
        ("regime-mali", "2023-08-30", "", "in-force", "2017-09-05"),
        ("regime-mali", "2024-01-01", "", "ended", "2023-08-31"),
    ],
)  # fmt: skip
def test_states(id_: str, day: str, viewpoint: str, state: str, since: str | None) -> None:
    found = state_of(BOOK, id_, date.fromisoformat(day), viewpoint)
    assert (found.state, found.since and found.since.isoformat()) == (state, since)
    assert found.sources


def test_a_contested_state_tells_both_sides() -> None:
    found = state_of(BOOK, "unscr-1737", date(2025, 11, 18)).as_json()
    holders = {p["viewpoint"] for p in found["positions"] if p["holds"]}
    deniers = {p["viewpoint"] for p in found["positions"] if not p["holds"]}
    assert {"un-secretariat", "france", "united-states"} <= holders
    assert deniers == {"russia", "china", "iran"}
    assert all(p["sources"] for p in found["positions"])


def test_a_renewal_that_was_not_seen_is_no_end() -> None:
    found = state_of(BOOK, "regime-yemen", date(2026, 11, 24))
    assert found.state == "in-force"
    assert found.last_read_to == date(2026, 11, 14)


def test_three_rounds_were_in_force_and_an_emergency_continued_in_may_2009() -> None:
    day = date(2009, 5, 7)
    for id_ in ("unscr-1737", "unscr-1747", "unscr-1803"):
        assert state_of(BOOK, id_, day).state == "in-force"
    assert state_of(BOOK, "unscr-1929", day).state == "not-yet"
    continued = [e.on for e in BOOK.instrument("us-eo-12957").events if e.kind == "continued"]
    assert date(2009, 3, 11) in continued


def test_what_was_lifted_in_part_stays_in_force_and_is_told() -> None:
    found = state_of(BOOK, "eu-reg-267-2012", date(2020, 1, 1))
    assert (found.state, found.eased) == ("in-force", date(2016, 1, 16))
    assert state_of(BOOK, "eu-reg-267-2012", date(2025, 11, 18)).eased is None
    assert state_of(BOOK, "eu-reg-36-2012", date(2025, 9, 1)).state == "in-force"


def test_no_day_is_made_up_for_a_notice_that_was_not_seen() -> None:
    for id_, last in (("us-eo-12957", date(2026, 3, 15)), ("us-eo-12170", date(2026, 11, 14))):
        item = BOOK.instrument(id_)
        continued = [e.on for e in item.events if e.kind == "continued"]
        assert max(continued) < last
        found = state_of(BOOK, id_, date(2026, 11, 26))
        assert (found.state, found.last_read_to, found.confidence) == ("in-force", last, "mixed")


def test_an_order_that_a_later_one_superseded_is_not_in_force() -> None:
    assert state_of(BOOK, "us-eo-12613", date(2026, 1, 1)).state == "ended"


def test_everybody_who_voted_against_or_abstained_sat_on_the_council() -> None:
    other = {"TÜRKİYE": "TURKIYE", "LIBYAN ARAB JAMAHIRIYA": "LIBYA"}
    seen = 0
    for item in BOOK.instruments.values():
        for voter in (*item.against, *item.abstained):
            assert item.adopted
            sat = {m.member.upper() for m in members_of(BOOK, "un-sc", item.adopted).members}
            assert other.get(voter, voter) in sat, (item.id, voter)
            seen += 1
    assert seen > 20


@pytest.mark.parametrize("year", range(1992, 2028))
def test_the_council_has_fifteen_members_in_every_year_that_is_told_complete(year: int) -> None:
    found = members_of(BOOK, "un-sc", date(year, 6, 30))
    assert found.complete
    assert len(found.members) == 15


def test_bodies_that_are_not_recorded_in_full_on_a_day_say_so() -> None:
    for body, day in (("un-sc", "1985-01-01"), ("un", "1960-01-01"), ("npt", "2000-01-01")):
        assert members_of(BOOK, body, date.fromisoformat(day)).as_json()["complete"] is False


def test_the_members_of_the_united_nations_are_as_many_as_the_counts_say() -> None:
    for day, count in (("2009-05-07", 192), ("2011-07-13", 192), ("2011-07-14", 193)):
        found = members_of(BOOK, "un", date.fromisoformat(day))
        assert len(found.members) == count
        assert found.count
        assert found.count.count == count
    treaty = members_of(BOOK, "npt", date(2009, 5, 7))
    assert len(treaty.members) == 189
    assert not {m.member for m in treaty.members} & {m.member for m in treaty.outside}


def test_sources_are_named_and_not_pointed_at() -> None:
    assert not [k for k, text in BOOK.sources.items() if text.startswith("see ")]


def test_no_tag_tells_ids_or_remarks_as_titles_of_acts() -> None:
    acts = {a for tag in BOOK.tags.values() for a in tag.acts}
    assert not [a for a in acts if a.startswith(("us-eo-", "mapped to"))]


def test_the_acts_behind_a_tag_are_those_of_the_day() -> None:
    standing = resolve_tags(BOOK, "un_sc", ["Iran"])
    assert "unscr-2231" not in standing.instruments_on(date(2009, 5, 8))
    assert "unscr-2231" in standing.instruments_on(date(2019, 1, 1))
    assert "unscr-2231" not in standing.instruments_on(date(2023, 10, 18))


def test_members_in_may_2009() -> None:
    day = date(2009, 5, 7)
    council = {m.member for m in members_of(BOOK, "un-sc", day).members}
    assert len(council) == 15
    assert {"Libya", "Viet Nam", "Uganda", "Mexico", "Austria", "Japan", "Croatia", "Costa Rica",
            "Burkina Faso"} <= council  # fmt: skip
    assert len(members_of(BOOK, "p5+1", day).members) == 6
    assert len(members_of(BOOK, "eu", day).members) == 27
    treaty = members_of(BOOK, "npt", day)
    assert treaty.count
    assert treaty.count.count == 189
    assert "Israel" in {m.member for m in treaty.outside}
    assert is_member(BOOK, "eu", "United Kingdom", date(2020, 1, 31))
    assert not is_member(BOOK, "eu", "United Kingdom", date(2020, 2, 1))


@given(st.sampled_from(sorted(BOOK.instruments)), st.dates(date(1970, 1, 1), date(2026, 11, 24)))
def test_every_state_on_every_day_is_told_and_viewpoints_never_stay_contested(
    id_: str, day: date
) -> None:
    assert state_of(BOOK, id_, day).state
    for viewpoint in ("russia", "un-secretariat"):
        assert state_of(BOOK, id_, day, viewpoint).state != "contested"


def test_it_loads_in_a_tenth_of_a_second() -> None:
    code = "import time; import comity.law as l; t=time.perf_counter(); l.load_lawbook(); "
    code += "print(time.perf_counter()-t)"
    took = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3)]
    assert min(took) < 0.1


def facts_of(shared: Path) -> dict[str, dict[str, str]]:
    """Read id → field → value of the instruments of the facts, by lines; no YAML is needed."""
    path = shared / "facts" / "instruments.yml"
    if not path.is_file():
        pytest.skip("no facts beside the real lists")
    found: dict[str, dict[str, str]] = {}
    fields: dict[str, str] = {}
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith((" ", "-")):
            inside = line == "instruments:"
        elif inside and line.startswith("- id: "):
            fields = found.setdefault(line.removeprefix("- id: "), {})
        elif inside and (match := re.fullmatch(r"  (\w+): (.+)", line)):
            fields[match[1]] = match[2].strip("'")
    return found


@pytest.mark.shared
def test_every_instrument_says_what_the_facts_say(shared: Path) -> None:
    facts = facts_of(shared)
    assert facts.keys() == BOOK.instruments.keys()
    for id_, told in facts.items():
        item = BOOK.instruments[id_]
        if "adopted" in told:
            assert str(item.adopted) == told["adopted"], id_
        assert item.vote == told.get("vote", ""), id_
        if told.get("number"):
            assert item.number == told["number"], id_
        # A mixed fact is never told as verified, nor a recalled one as anything better.
        if told["confidence"] in ("verified", "recalled"):
            assert item.confidence == told["confidence"], id_
        if "recalled" in told["confidence"]:
            assert item.confidence != "verified", id_


FILES = [
    ("un_sc", "un/consolidated_2026-02-27.xml"), ("us_ofac_sdn", "us_ofac/sdn_2023-12-28"),
    ("us_ofac_cons", "us_ofac/cons/consolidated_2026-01-08.xml"),
    ("gb_ofsi", "gb/conlist_2025-04-10.xlsx"), ("gb_ofsi", "gb/conlist_2018-04-13.csv"),
    ("gb_uksl", "gb/uksl_2026-09-07_excerpt.xml"), ("au_dfat", "au/consolidated_2026-02.xlsx"),
    ("ca_sema", "ca/sema-lmes_2025-05.xml"), ("eu_fsf", "eu_fsf/fsd_2016-02-11_subset.xml"),
    ("ch_seco", "ch/seco_2024-01-17_fragment.xml"),
]  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize(("code", "name"), FILES)
def test_every_tag_of_every_real_list_leads_to_a_regime(shared: Path, code: str, name: str) -> None:
    path = shared / "data" / name
    blobs = [FileBlob(p) for p in (sorted(path.iterdir()) if path.is_dir() else [path])]
    fmt = next(f for f in source_named(code).formats if f.matches(blobs))
    for item in fmt.read(blobs).items:
        if isinstance(item, Record):
            standing = resolve_tags(BOOK, code, item.programmes)
            assert standing.tags, (item.id, item.programmes)
            assert not standing.unmapped, (item.id, standing.unmapped)


def test_overlays_add_and_may_not_contradict(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[authorities]]\nid = "no"\nname = "Norway"\ncharacter = "unilateral"\n'
        '[[instruments]]\nid = "no-act"\nkind = "act"\nnumber = "FOR-1"\nauthority = "no"\n'
        'in_force_from = 2014-08-15\nsources = ["own reading"]\n',
        encoding="utf-8",
    )
    book = load_lawbook([path])
    assert state_of(book, "no-act", date(2020, 1, 1)).state == "in-force"
    assert book.version != BOOK.version
    path.write_text('[[instruments]]\nid = "unscr-1737"\nkind = "act"\nsources = ["x"]\n')
    with pytest.raises(BadInput, match="contradicts"):
        load_lawbook([path])
    taken = '[[instruments]]\nid = "x"\nkind = "act"\nnumber = "S/RES/1737"\nsources = ["x"]\n'
    path.write_text(taken)
    with pytest.raises(BadInput, match="unscr-1737 already"):
        load_lawbook([path])
    path.write_text('[[instruments]]\nid = "x"\nkind = "act"\ncolour = "red"\n')
    with pytest.raises(UnreadableFile):
        load_lawbook([path])


def test_unknown_names_are_refused_with_what_is_near() -> None:
    with pytest.raises(UnknownName, match="unscr-1737"):
        state_of(BOOK, "unscr-1773x", date(2020, 1, 1))
    with pytest.raises(UnknownName, match="russia"):
        state_of(BOOK, "unscr-1737", date(2020, 1, 1), "mars")
    with pytest.raises(UnknownName, match="npt"):
        members_of(BOOK, "nato", date(2020, 1, 1))


def comity(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "comity", *words], capture_output=True, text=True, check=False,
        env=os.environ | {"COMITY_HOME": str(home), "COMITY_NOW": "2026-11-24T12:00:00Z"},
    )  # fmt: skip


def test_the_commands_as_a_user_meets_them(tmp_path: Path) -> None:
    words = ("law", "state", "S/RES/1803", "--as-of", "2025-11-18", "--json")
    told = json.loads(comity(tmp_path, *words).stdout)
    assert set(told) >= {"instrument", "as_of", "viewpoint", "state", "since", "events", "sources",
                         "confidence"}  # fmt: skip
    assert (told["instrument"], told["state"]) == ("unscr-1803", "contested")
    told = json.loads(comity(tmp_path, "law", "members", "e3", "--json").stdout)
    assert told["members"] == ["France", "Germany", "United Kingdom"]
    page = tmp_path / "law.html"
    drawn = comity(tmp_path, "law", "timeline", "--target", "IR", "--html", str(page))
    assert "S/RES/1737" in drawn.stdout
    assert "<svg" in page.read_text(encoding="utf-8")
    assert "https://" not in page.read_text(encoding="utf-8")
    assert drawn.stdout.index("Collective:") < drawn.stdout.index("Unilateral: United States")
    assert all(len(line) <= 100 for line in drawn.stdout.splitlines()[:-1])
    image = tmp_path / "law.svg"
    comity(tmp_path, "law", "timeline", "--target", "IR", "--svg", str(image))
    ElementTree.fromstring(image.read_text(encoding="utf-8"))
    (subject,) = json.loads(comity(tmp_path, "who", "IRe.037", "--json").stdout)
    (acts,) = [x["instruments"] for x in subject["listings"] if x["source"] == "un_sc"]
    assert ("unscr-1803", "contested") in [(a["id"], a["state"]) for a in acts]
    told = json.loads(
        comity(tmp_path, "binds", "IRe.037", "--party", "russian-bank", "--as-of", "2009-05-08",
               "--json").stdout
    )  # fmt: skip
    assert told[0]["answer"] == "bound"
    screened = comity(tmp_path, "screen", "Kaveh Cutting Tools", "--party", "russian-bank",
                      "--as-of", "2009-05-08", "--json")  # fmt: skip
    (match,) = json.loads(screened.stdout)["matches"]
    assert match["binds"]["answer"] == "exposed"
    for bad in (("law", "state", "nothing"), ("law", "state", ""), ("law", "show", " - "),
                ("law", "state", "unscr-1737", "--as-of", "2025-02-30"),
                ("law", "timeline", "--target", "ZZ"), ("law", "list", "--viewpoint", "mars"),
                ("law", "list", "--overlay", "nowhere.toml"), ("law", "members", "nato"),
                ("law", "members", "un", "--on", "2009-99-99"),
                ("binds", "IRe.037", "--party", "martian"),
                ("binds", "IRe.037", "--party", "us-person", "--viewpoint", "mars"),
                ("screen", "x", "--only", "bound")):  # fmt: skip
        done = comity(tmp_path, *bad)
        assert done.returncode == 2, bad
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_the_timeline_of_the_iran_acts_is_quick(tmp_path: Path) -> None:
    before = os.times().children_user
    assert comity(tmp_path, "law", "timeline", "--target", "IR").returncode == 0
    assert os.times().children_user - before < 5


def test_a_regime_is_found_by_its_name_and_not_inside_another(tmp_path: Path) -> None:
    told = json.loads(comity(tmp_path, "law", "list", "--regime", "mali", "--json").stdout)
    assert {"unscr-2374", "regime-mali"} <= {x["instrument"] for x in told}
    assert not [x for x in told if "somalia" in x["regime"]]
