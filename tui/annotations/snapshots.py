"""The source texts that highlights were made on: kept compressed, once each, never changed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator

from tui.annotations.ids import now, uuid7

_PIECE = 1 << 20
_LARGE = 4 << 20
"""Characters from which on speed counts more than size: level 6 takes seconds there."""


class Digests:
    """Hashes of the texts that were met last: the same long text is not hashed anew for each highlight."""

    def __init__(self, size: int = 4) -> None:
        self._size = size
        self._known: list[tuple[str, str]] = []

    def of(self, text: str) -> str:
        """SHA-256 of the UTF-8 form of `text`, in hexadecimal."""
        for known, digest in self._known:
            if known is text:
                return digest
        digest = sha256(text)
        self._known = [(text, digest), *self._known][: self._size]
        return digest


def sha256(text: str) -> str:
    """SHA-256 of the UTF-8 form of `text`, in hexadecimal; lone surrogates are hashed as they are."""
    import hashlib

    digest = hashlib.sha256()
    for piece in _pieces(text):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(text: str) -> Iterator[bytes]:
    return (text[at : at + _PIECE].encode("utf-8", "surrogatepass") for at in range(0, len(text), _PIECE))


def keep(conn: sqlite3.Connection, text: str, digest: str) -> str:
    """The id of the snapshot of `text`, which is made if there is none. Inside a transaction. Raises sqlite3.Error."""
    found = conn.execute("select id from snapshot where sha256 = ?", (digest,)).fetchone()
    if found is not None:
        return str(found[0])
    packer = zlib.compressobj(6 if len(text) < _LARGE else 1)
    packed = b"".join([*(packer.compress(piece) for piece in _pieces(text)), packer.flush()])
    identity = uuid7()
    conn.execute(
        "insert into snapshot (id, sha256, characters, text, created) values (?, ?, ?, ?, ?)",
        (identity, digest, len(text), packed, now()),
    )
    return identity


def unpack(packed: bytes, characters: int, digest: str) -> str:
    """The text that `keep` packed. Raises ValueError if it is not what it was."""
    try:
        # A code point takes four bytes at most: a forged blob cannot fill the memory.
        data = zlib.decompressobj().decompress(packed, characters * 4 + 1)
        text = data.decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    if len(text) != characters or sha256(text) != digest:
        raise ValueError("its checksum is wrong")
    return text
