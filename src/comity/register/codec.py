"""Records to bytes and back, so that equal content has equal bytes."""

from __future__ import annotations

import hashlib
import zlib
from functools import cache
from typing import Any

import msgspec

from comity.model import Record


def encode_record(record: Record) -> tuple[bytes, bytes]:
    """Return (digest, payload) of a record. Equal records have equal digests.

    The payload is compressed JSON without empty fields, with keys in the model's order.
    """
    plain = _prune(msgspec.to_builtins(record))
    text = msgspec.json.encode(plain)
    return hashlib.sha256(text).digest()[:16], zlib.compress(text, 1)


def decode_record(payload: bytes) -> Record:
    """Return the record of a payload made by `encode_record`."""
    return _decoder().decode(zlib.decompress(payload))


def decode_plain(payload: bytes) -> dict[str, Any]:
    """Return a payload as plain JSON values, without empty fields."""
    plain: dict[str, Any] = msgspec.json.decode(zlib.decompress(payload))
    return plain


_NEEDED = frozenset(("text", "value", "key", "kind", "title", "code", "place", "found"))
"""Fields without a default: they stay, empty or not, so that the payload can be read back."""


@cache
def _decoder() -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(Record)


def _prune(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    if isinstance(value, dict):
        pruned = {k: _prune(v) for k, v in value.items()}
        return {key: kept for key, kept in pruned.items() if kept or key in _NEEDED}
    if isinstance(value, list | tuple):
        return [_prune(v) for v in value]
    return value
