"""Streaming XML for publishers' files: one element at a time, nothing expanded, nothing fetched.

Matching is by local name, because publishers change namespaces without changing elements
(Treasury in 2024, the Commission earlier). Document type declarations are refused outright: no
list uses one, and they are the road of entity bombs and external entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from comity.errors import UnreadableFile
from comity.sources.base.description import Blob, head

# lxml's element type is private; `Element` is the name used in annotations here.
Element = Any

_MEND = "fetch the file again from its publisher"
_CHUNK = 65536


def looks_like_xml(blob: Blob, *roots: str) -> bool:
    """Tell whether a blob's root element has one of the local names, without parsing it all."""
    try:
        return root_of(blob)[0] in roots
    except (UnreadableFile, OSError):
        return False


def root_of(blob: Blob) -> tuple[str, dict[str, str]]:
    """Return the local name and the attributes (by local name) of a blob's root element.

    Raises:
        UnreadableFile: Not XML, an HTML page, an empty file, or one with a DTD.
    """
    start = head(blob, 512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not start:
        raise UnreadableFile(blob.name, "the file is empty", mend=_MEND)
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile(blob.name, "an HTML page, not data", mend=_MEND)
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False
    )
    with blob.open() as stream:
        try:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
                for _, found in parser.read_events():
                    element: Element = found
                    if element.getroottree().docinfo.doctype:
                        raise UnreadableFile(
                            blob.name, "a document type declaration (DTD) is refused", mend=_MEND
                        )
                    names = {k.rpartition("}")[2]: str(v) for k, v in element.attrib.items()}
                    return local_name(element), names
        except etree.XMLSyntaxError as error:
            raise _refuse(blob, error) from None
    raise UnreadableFile(blob.name, "no root element; the file is cut off", mend=_MEND)


def stream_elements(blob: Blob, *paths: str) -> Iterator[tuple[str, Element]]:
    """Yield (path, element) for each element at one of the paths, and free it afterwards.

    Args:
        paths: Local names below the root joined by `/`, e.g. `INDIVIDUALS/INDIVIDUAL`. Nested
            copies deeper down are not yielded. A yielded element is emptied when the next one
            is asked for, so take what you need from it at once.

    Raises:
        UnreadableFile: Not well formed, truncated, bytes outside the declared encoding, or a
            text over 10 MB.
    """
    root_of(blob)
    wanted = {path: path.split("/") for path in paths}
    tags = sorted({"{*}" + parts[-1] for parts in wanted.values()})
    with blob.open() as stream:
        try:
            events = etree.iterparse(
                stream, events=("end",), tag=tags, resolve_entities=False, no_network=True,
                load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
            )  # fmt: skip
            for _, element in events:
                chain = [local_name(element), *map(local_name, element.iterancestors())]
                path = "/".join(reversed(chain[:-1]))
                if path not in wanted:
                    continue
                yield path, element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise _refuse(blob, error) from None


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that local name, or None."""
    for item in element:
        if local_name(item) == name:
            return item
    return None


def children(element: Element, path: str) -> Iterator[Element]:
    """Yield all descendants at a path of local names below the element, in document order."""
    name, _, rest = path.partition("/")
    for item in element:
        if local_name(item) == name:
            if rest:
                yield from children(item, rest)
            else:
                yield item


def text_at(element: Element, path: str) -> str:
    """Return the trimmed text of the first descendant at the path; empty when there is none."""
    for item in children(element, path):
        return (item.text or "").strip()
    return ""


def texts_at(element: Element, path: str) -> tuple[str, ...]:
    """Return the trimmed, non-empty texts of all descendants at the path."""
    return tuple(t for item in children(element, path) if (t := (item.text or "").strip()))


_SAID = (
    # libxml's wording → ours; the place is told apart.
    (re.compile(r", line \d+, column \d+\s*$"), ""),
    (re.compile(r"Input is not proper UTF-8, indicate encoding !"), "invalid UTF-8:"),
    (re.compile(r"(?:PCDATA )?invalid Char value (\d+)", re.I), r"a control character (\1)"),
    (re.compile(r"Premature end of data in tag (\S+).*"), r"the file ends inside \1: cut off"),
    (re.compile(r"Resource limit exceeded: Text node too long.*"), "a text over 10 MB"),
    (re.compile(r", (?:try|use) XML_PARSE_HUGE(?: option)?"), ""),
)


def _refuse(blob: Blob, error: etree.XMLSyntaxError) -> UnreadableFile:
    reason = " ".join((error.msg or "not well-formed XML").split())
    for pattern, ours in _SAID:
        reason = pattern.sub(ours, reason)
    return UnreadableFile(blob.name, reason, where=f"line {error.lineno}", mend=_MEND)
