"""The register's tables. Rows are only ever added; nothing is updated or deleted.

Statements stay within what SQLite and PostgreSQL share.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

LAYOUT = 1
"""Version of this layout; a register of another layout is refused, never guessed at."""

metadata = MetaData()

layout = Table("layout", metadata, Column("version", Integer, primary_key=True))

# One published state of a source, kept as received in the archive under its SHA-256.
# Dates are ISO text (YYYY-MM-DD) and times ISO text in UTC: they sort as text in every database.
snapshot = Table(
    "snapshot",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("published_basis", Text, nullable=False),
    Column("known", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("override", Text, nullable=False),
    Column("listings", Integer, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("issues", Integer, nullable=False),
    Column("files", Text, nullable=False),
    UniqueConstraint("source", "sha256", "published", "partial"),
)

listing = Table(
    "listing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("key", Text, nullable=False),
    UniqueConstraint("source", "key"),
)

# What a snapshot said of a listing; identical content is one row, however often it is published.
record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("listing_id", ForeignKey("listing.id"), nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("listed_on", Text),
    Column("listed_basis", Text, nullable=False),
    Column("delisted_on", Text),
    Column("payload", LargeBinary, nullable=False),
    UniqueConstraint("listing_id", "digest"),
)

presence = Table(
    "presence",
    metadata,
    Column("record_id", ForeignKey("record.id"), primary_key=True),
    Column("snapshot_id", ForeignKey("snapshot.id"), primary_key=True),
    Index("presence_by_snapshot", "snapshot_id", "record_id"),
    sqlite_with_rowid=False,
)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("snapshot_id", ForeignKey("snapshot.id"), nullable=False),
    Column("listing_id", ForeignKey("listing.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("on", Text, nullable=False),
    Column("citation", Text, nullable=False),
    Column("confidence", Text, nullable=False),
)

issue = Table(
    "issue",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("snapshot_id", ForeignKey("snapshot.id"), nullable=False, index=True),
    Column("record", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("found", Text, nullable=False),
)

# Every name a listing ever had, folded, so that a name is found whenever it was published.
name = Table(
    "name",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("listing_id", ForeignKey("listing.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("quality", Text, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("token", Text, primary_key=True),
    Column("name_id", ForeignKey("name.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# Further ids of a listing by which people and other lists call it.
handle = Table(
    "handle",
    metadata,
    Column("handle", Text, primary_key=True),
    Column("listing_id", ForeignKey("listing.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# Evidence for resolving subjects across lists: cross-references, strong identifiers, name+birth.
evidence = Table(
    "evidence",
    metadata,
    Column("listing_id", ForeignKey("listing.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Index("evidence_by_value", "kind", "value"),
    sqlite_with_rowid=False,
)

# Which subject a listing is about. No row means: a subject of its own.
assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("listing_id", ForeignKey("listing.id"), nullable=False, index=True),
    Column("subject", Text, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("known", Text, nullable=False),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("undoes", Integer),
    Column("known", Text, nullable=False),
)

# Validators of the last fetch of each address (ETag, Last-Modified), newest row counts.
fetch = Table(
    "fetch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("at", Text, nullable=False),
)
