"""Customer files as spreadsheets and colleagues make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import BadInput, UnreadableFile
from comity.screening import Customer, not_understood, read_customers, write_results
from comity.screening.customers import read_schema


def customers(path: Path, text: str | bytes, **columns: str) -> list[Customer]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_customers(path, columns))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_separator_is_taken(tmp_path: Path, separator: str) -> None:
    text = "id,name,country\n1,Jane Doe,IR\n".replace(",", separator)
    (jane,) = customers(tmp_path / "c.csv", text)
    assert (jane.id, jane.name, jane.country) == ("1", "Jane Doe", "IR")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_of_any_spreadsheet_is_read(tmp_path: Path, encoding: str) -> None:
    (one,) = customers(tmp_path / "c.csv", "name\nХорасан\n".encode(encoding))
    assert one.name == "Хорасан"


def test_another_encoding_is_refused_with_what_to_do_and_never_garbled(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="save it as CSV in UTF-8"):
        customers(tmp_path / "c.csv", "name\nХорасан\n".encode("cp1251"))


@pytest.mark.parametrize(
    ("word", "schema"),
    [
        ("Person", "Person"), ("INDIVIDUAL", "Person"), ("natural_person", "Person"),
        ("Company", "Organization"), ("entity", "Organization"), ("Ship", "Vessel"),
        ("LegalEntity", "LegalEntity"), ("CryptoWallet", "Wallet"), ("", ""), ("Alien", None),
    ],
)  # fmt: skip
def test_sorts_are_understood_in_the_words_people_use(word: str, schema: str | None) -> None:
    assert read_schema(word) == schema


@pytest.mark.parametrize(
    ("customer", "fields"),
    [
        (Customer(name="x", schema="Alien"), ["schema"]),
        (Customer(name="x", birth_date="soon"), ["birth_date"]),
        (Customer(name="x", country="Narnia"), ["country"]),
        (Customer(name="x", country="IR; Narnia"), ["country"]),
        (Customer(name="x", country="IR;Iraq", birth_date="circa 1962", schema="Person"), []),
        (Customer(name="x"), []),
    ],
)
def test_what_is_not_understood_is_told_and_not_ignored(
    customer: Customer, fields: list[str]
) -> None:
    assert not_understood(customer) == fields


def test_a_folder_that_is_not_there_is_named_as_the_user_wrote_it(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"there is no folder .*nowhere; make it first"):
        write_results(tmp_path / "nowhere" / "out.csv", [])
