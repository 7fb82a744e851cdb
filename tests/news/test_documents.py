"""Documents as they come, and what is refused with one clear line."""

from __future__ import annotations

import os
from email.message import EmailMessage
from pathlib import Path
from threading import Thread

import pytest

from comity.errors import BadInput, UnreadableFile
from comity.news import files_in, passed_over, read_bytes, read_document
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


_CURLY = "The EU’s ministers said: “We renew the sanctions on Belarus.” Minsk rejected them. " * 4


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_read_with_and_without_their_mark(encoding: str) -> None:
    found = read_bytes(_CURLY.encode(encoding), "a.txt")
    assert found.text == _CURLY
    assert found.notes == (f"not UTF-8: read as {encoding}",)


def test_a_few_broken_bytes_do_not_turn_a_text_into_another_encoding() -> None:
    found = read_bytes(_CURLY.encode() + b"\xff\xfa " + _CURLY.encode(), "a.txt")
    assert "EU’s" in found.text
    assert found.text.count("“") == 8
    assert found.notes == ("damaged UTF-8: 2 letters could not be read",)


def test_binary_data_after_a_page_of_text_are_still_binary() -> None:
    with pytest.raises(UnreadableFile, match="binary"):
        read_bytes(_CURLY.encode() * 40 + b"\x00\x01\x02" * 50, "a.txt")


def _mail(*headers: str, body: bytes = _CURLY.encode()) -> bytes:
    return "\r\n".join(("From: a@example.org", *headers, "", "")).encode() + body


def test_an_e_mail_that_tells_no_charset_is_read_by_its_bytes() -> None:
    assert read_bytes(_mail("Subject: x"), "a.eml").text == _CURLY
    western = read_bytes(_mail("Subject: x", body=_CURLY.encode("cp1252")), "a.eml")
    assert western.text == _CURLY
    assert western.notes == ("not UTF-8: read as cp1252",)
    unknown = "Content-Type: text/plain; charset=klingon"
    assert read_bytes(_mail(unknown), "a.eml").text == _CURLY


@pytest.mark.parametrize(
    ("told", "said"),
    [("Tue, 22 Jun 1021 10:00:00 +0200", "no day of news"), ("Tue, 99 Foo 20210", "is no date")],
)
def test_an_absurd_date_of_an_e_mail_is_not_used_and_said(told: str, said: str) -> None:
    body = b"BRUSSELS, 22 June 2021 (Wire) - " + _CURLY.encode()
    found = read_bytes(_mail(f"Date: {told}", body=body), "a.eml")
    assert str(found.published) == "2021-06-22"
    assert said in found.notes[0]


def test_attachments_that_are_not_read_are_named() -> None:
    mail = EmailMessage()
    mail["From"] = "a@example.org"
    mail.set_content(_CURLY)
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="wire.pdf")
    mail.add_attachment("Japan imposed sanctions.", filename="more.txt")
    found = read_bytes(mail.as_bytes(), "a.eml")
    assert found.text.strip() == _CURLY.strip()
    assert found.notes == ("attachments are not read, save them to read them: wire.pdf, more.txt",)


def test_a_pipe_is_read_and_an_endless_one_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(_CURLY.encode(),))
    writer.start()
    assert read_document(pipe).text == _CURLY
    writer.join()
    with pytest.raises(UnreadableFile, match="larger than"):
        read_document(Path("/dev/zero"))
    with pytest.raises(UnreadableFile, match="a folder"):
        read_document(tmp_path)


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
    (tmp_path / "e.pdf").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    assert passed_over(tmp_path) == {".pdf": 1, ".png": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is locked for the administrator")
def test_a_locked_folder_within_is_told_and_not_missed_in_silence(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    with pytest.raises(PermissionError):
        list(files_in(tmp_path))
    locked.chmod(0o700)


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
