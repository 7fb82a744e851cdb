"""The archive: published files as received, compressed, under their SHA-256."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from comity.errors import StorageFailed
from comity.sources.base import Blob

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of files named by their content.

    A file is written beside its place and moved there whole, so a kill leaves at most a
    temporary file, never a half one under a hash.
    """

    folder: Path

    def hash_of(self, blob: Blob) -> str:
        """Return the SHA-256 of a blob's bytes, in hexadecimal."""
        with blob.open() as stream:
            return _digest(stream)

    def path_of(self, sha256: str) -> Path:
        """Return where the file of that hash is, or would be."""
        return self.folder / sha256[:2] / f"{sha256}.gz"

    def has(self, sha256: str) -> bool:
        """Tell whether the file of that hash is kept."""
        return self.path_of(sha256).is_file()

    def put(self, blob: Blob) -> str:
        """Keep a blob's bytes and return their SHA-256; a second time only hashes.

        Raises:
            StorageFailed: The folder cannot be written, or the disk is full.
        """
        sha256 = self.hash_of(blob)
        if self.has(sha256):
            return sha256
        target = self.path_of(sha256)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(blob, target)
        except OSError as error:
            why = error.strerror or str(error)
            raise StorageFailed(f"archive {self.folder}: {why}; nothing was changed") from None
        return sha256

    def _write(self, blob: Blob, target: Path) -> None:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
        try:
            with os.fdopen(handle, "wb") as raw, blob.open() as stream:
                # No time and no name inside: equal bytes give equal archives.
                with gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
                    while chunk := stream.read(_CHUNK):
                        packed.write(chunk)
                raw.flush()
                os.fsync(raw.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def open(self, sha256: str) -> BinaryIO:
        """Open the file of that hash for reading, unpacked.

        Raises:
            StorageFailed: It is not kept.
        """
        if not self.has(sha256):
            raise StorageFailed(f"archive {self.folder}: no file {sha256[:12]}")
        return cast(BinaryIO, gzip.open(self.path_of(sha256), "rb"))

    def verify(self, sha256: str) -> bool:
        """Tell whether the kept file still has the hash it is named by."""
        try:
            with self.open(sha256) as stream:
                return _digest(stream) == sha256
        except (OSError, EOFError):
            return False


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
