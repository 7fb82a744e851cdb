"""What the lists share: the description's types, and strict readers of XML and tables."""

from comity.sources.base.description import (
    Blob,
    Bounds,
    BytesBlob,
    FileBlob,
    Format,
    Gate,
    Reading,
    Remote,
    Source,
    head,
    load_vocabulary,
)

__all__ = [
    "Blob",
    "Bounds",
    "BytesBlob",
    "FileBlob",
    "Format",
    "Gate",
    "Reading",
    "Remote",
    "Source",
    "head",
    "load_vocabulary",
]
