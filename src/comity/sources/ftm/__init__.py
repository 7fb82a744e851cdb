"""Any FollowTheMoney data set, as OpenSanctions and others publish them, and its delta files."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Source
from comity.sources.ftm.lines import (
    matches_delta,
    matches_lines,
    matches_together,
    read_delta,
    read_lines,
    read_together,
)

SOURCE = Source(
    code="ftm",
    title="FollowTheMoney entities",
    publisher="whoever made the data set",
    authority=Authority(code="ftm", name="a data set's report", character="reported"),
    homepage="https://followthemoney.tech/",
    remote=None,
    format_reference="https://www.opensanctions.org/docs/bulk/json/",
    licence="as the data set states; collections of OpenSanctions are CC BY-NC 4.0",
    cadence="as the data set states",
    stale_after_days=None,
    formats=(
        Format(code="entities-and-deltas", title="entities with their deltas",
               matches=matches_together, read=read_together),
        Format(code="delta", title="delta file", matches=matches_delta, read=read_delta),
        Format(code="entities", title="entities, JSON lines", matches=matches_lines,
               read=read_lines),
    ),
    gate=Gate(
        bounds=(Bounds(since=date(2000, 1, 1), least=1, most=20_000_000, reason="any data set"),),
        shrink=1.0,
    ),
    notes=(
        "A data set reports what others decided: its listings count neither as collective nor as "
        "unilateral. The authorities it names are kept with each listing.",
    ),
)  # fmt: skip
