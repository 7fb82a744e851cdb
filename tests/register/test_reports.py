"""What was told of events, as documents are read one after the other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.register.reports import Told, merge_retellings


def telling(day: str, until: str, **more: Any) -> Told:
    payload = dict.fromkeys(("sentence", "asserted_by", "cameo", "plover", "ties_stage"), "")
    return Told(
        document=more.get("document", "one"),
        published=None,
        day=date.fromisoformat(day),
        until=date.fromisoformat(until),
        action="IMPOSE",
        source=("EU",),
        target=("BY",),
        realis="actual",
        payload=payload | {"collectivity": "unilateral", "trigger": {"text": "imposed"}},
    )


@pytest.mark.parametrize(
    ("day", "until", "shown"),
    [
        ("2008-01-01", "2008-12-31", "2008"),
        ("2008-02-01", "2008-02-29", "2008-02"),
        ("2008-12-01", "2008-12-31", "2008-12"),
        ("2008-03-04", "2008-03-04", "2008-03-04"),
        ("2008-03-01", "2008-05-31", "2008-03-01 to 2008-05-31"),
        ("2007-01-01", "2008-12-31", "2007-01-01 to 2008-12-31"),
    ],
)
def test_a_day_is_told_no_more_sharply_than_the_text_tells_it(
    day: str, until: str, shown: str
) -> None:
    (story,) = merge_retellings([telling(day, until)])
    assert story.when == story.as_json()["when"] == shown


def test_the_sharpest_telling_of_an_event_gives_its_day() -> None:
    (story,) = merge_retellings(
        [telling("2008-03-01", "2008-03-31"), telling("2008-03-04", "2008-03-04", document="two")]
    )
    assert story.when == "2008-03-04"
