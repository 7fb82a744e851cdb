"""Documents as they come, and what is refused with one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import BadInput, UnreadableFile
from comity.news import files_in, read_bytes, read_document
from comity.news.evaluation import read_annotated


def test_a_page_gives_its_article_and_its_day() -> None:
    page = (
        "<html><head><title>EU renews sanctions</title><meta property='article:published_time' "
        "content='2021-02-25T10:00:00Z'></head><body><nav>Home</nav><script>steal()</script><article>"
        "<p>The European Union renewed its sanctions on Belarus on Thursday, diplomats said in Brussels.</p>"
        "<p>Minsk rejected the decision and said that it would answer in kind, the state agency wrote.</p>"
        "</article></body></html>"
    )
    found = read_bytes(page.encode(), "page.html")
    assert "renewed its sanctions" in found.text
    assert "steal" not in found.text
    assert str(found.published) == "2021-02-25"


def test_an_e_mail_gives_its_text_and_its_day() -> None:
    mail = (
        b"From: a@example.org\r\nSubject: wire\r\nDate: Fri, 08 May 2009 10:00:00 +0000\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe EU renewed its sanctions.\r\n"
    )
    found = read_bytes(mail, "wire.eml")
    assert found.text.strip() == "The EU renewed its sanctions."
    assert str(found.published) == "2009-05-08"


def test_another_encoding_is_detected_and_said() -> None:
    found = read_bytes(
        "Nicolás Maduro’s government rejected the “sanctions”. ".encode("cp1252") * 5, "a.txt"
    )
    assert "Nicolás Maduro’s" in found.text
    assert found.notes == ("not UTF-8: read as cp1252",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"), (b"   \n ", "empty"), (b"\x00\x01\x02" * 50, "binary"), (b"%PDF-1.7 ...", "PDF"),
        (b"x" * 9_000_000, "larger than"), (b"word " * 100_000, "characters"),
        (b"<html><body><script>x()</script></body></html>", "no text"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_bytes(content, "a.html" if content.startswith(b"<") else "a.txt")


def test_missing_files_and_folders_without_annotations_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_document(tmp_path / "nowhere.txt")
    with pytest.raises(BadInput, match="no annotated documents"):
        read_annotated(tmp_path)
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(UnreadableFile, match="not JSON"):
        read_annotated(tmp_path)
    (tmp_path / "a.json").write_text('{"events": []}')
    with pytest.raises(UnreadableFile, match=r"no a\.txt beside it"):
        read_annotated(tmp_path)


def test_only_documents_of_a_folder_are_taken(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.png", "sub/d.eml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [p.name for p in files_in(tmp_path)] == ["a.html", "b.txt", "d.eml"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BRUSSELS, 22 June 2021 (Wire) - The EU met.", "2021-06-22"),
        ("Asmara, November 15, 2018 - The Council met.", "2018-11-15"),
        ("NEW YORK, June 17 (Wire) - No year is given.", "None"),
        ("On Monday, 31 February 2021 - no such day.", "None"),
    ],
)
def test_a_dateline_with_a_whole_date_gives_the_day(text: str, day: str) -> None:
    assert str(read_bytes(text.encode(), "a.txt").published) == day
