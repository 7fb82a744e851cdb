"""The collection: thirteen lists in one table."""

from __future__ import annotations

from datetime import date

import pytest

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources.base import BytesBlob
from comity.sources.us_csl.table import _NEEDED, matches_table, read_table

COLUMNS = (*_NEEDED[:26], "ids", "source_list_url", "source_information_url")


def one(**cells: str) -> Record:
    values = {"_id": "x", "source": "Specially Designated Nationals (SDN) - Treasury"} | cells
    row = ",".join('"' + values.get(c, "").replace('"', '""') + '"' for c in COLUMNS)
    blob = BytesBlob("csl.csv", (",".join(COLUMNS) + "\n" + row + "\n").encode())
    assert matches_table([blob])
    (record,) = (i for i in read_table([blob]).items if isinstance(i, Record))
    return record


def test_a_row_of_the_treasury_refers_to_its_own_list() -> None:
    record = one(
        entity_number="12345", type="Individual", name="DOE, Jane", programs="SDGT; IRAN",
        alt_names="ROE, Janet; THE JANE GROUP", dates_of_birth="1970; circa 1971",
        addresses="1 Example Street, Sampleton, GB; IR",
        ids="IR, A123, Passport; Female, Gender; XBT9, Digital Currency Address - XBT",
    )  # fmt: skip
    assert (record.id, record.schema) == ("SDN-12345", "Person")
    assert [n.text for n in record.names] == ["Jane DOE", "Janet ROE", "THE JANE GROUP"]
    assert [(r.source, r.id) for r in record.references] == [("us_ofac_sdn", "12345")]
    assert [(i.kind, i.value) for i in record.identifiers] == [
        ("passport", "A123"), ("wallet", "XBT9"),
    ]  # fmt: skip
    assert record.targets == ("IR",)
    assert record.genders == ("female",)
    assert len(record.births) == 2


def test_a_row_of_another_department_has_a_key_of_its_own_and_dates() -> None:
    record = one(source="Entity List (EL) - Bureau", name="Sample Works", start_date="2022-04-07")
    assert record.id.startswith("EL-")
    assert record.listed_on == date(2022, 4, 7)
    assert record.measures == ("export licence required",)
    assert not record.references


def test_unknown_lists_types_and_dates_are_told_and_kept() -> None:
    record = one(source="New List (NEW) - State", type="Blimp", name="X", start_date="0097-06-30")
    codes = {i.code for i in record.issues}
    assert codes == {"unknown-regime", "unknown-type", "unreadable-date"}
    assert record.programmes[0] == "NEW"
    assert one(name="").unread


def test_a_missing_column_is_named() -> None:
    with pytest.raises(UnreadableFile, match="missing column"):
        list(read_table([BytesBlob("csl.csv", b"_id,source,entity_number\n1,2,3\n")]).items)
