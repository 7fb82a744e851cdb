"""Records to bytes and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comity.model import Address, Detail, Identifier, Issue, Name, Place, Record
from comity.register.codec import decode_record, encode_record

TEXT = st.text(max_size=8)
RECORDS = st.builds(
    Record, source=st.just("un_sc"), id=TEXT,
    names=st.lists(st.builds(Name, text=TEXT), max_size=2).map(tuple),
    addresses=st.lists(st.builds(Address, text=TEXT, city=TEXT), max_size=2).map(tuple),
    birth_places=st.lists(st.builds(Place, text=TEXT), max_size=1).map(tuple),
    identifiers=st.lists(
        st.builds(Identifier, kind=st.just("imo"), value=TEXT), max_size=1
    ).map(tuple),
    details=st.lists(st.builds(Detail, key=TEXT, value=TEXT), max_size=2).map(tuple),
    issues=st.lists(st.builds(Issue, code=TEXT, place=TEXT, found=TEXT), max_size=1).map(tuple),
)  # fmt: skip


@given(RECORDS)
def test_a_record_comes_back_as_it_went_whatever_is_empty_in_it(record: Record) -> None:
    digest, payload = encode_record(record)
    if record.id:
        assert decode_record(payload) == record
        assert encode_record(decode_record(payload))[0] == digest
