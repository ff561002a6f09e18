"""Ids of rows: unique across laptops, and in the order in which they were made."""

import os
import time
import uuid

_COUNTER_BITS = 42
_latest = 0


def new_id() -> str:
    """Return a new UUID of version 7, as text; each one sorts behind all that this program made before.

    Layout after RFC 9562, 5.7 and 6.2 (method 1): 48 bits Unix milliseconds, 42 bits counter begun at random with
    the first bit empty, 32 bits random. A clock that is set back, or many ids in a millisecond, only count on.
    """
    global _latest
    noise = int.from_bytes(os.urandom(10))
    begun = (time.time_ns() // 1_000_000 << _COUNTER_BITS) | noise >> 39
    _latest = max(begun, _latest + 1)
    moment, counter = _latest >> _COUNTER_BITS, _latest & (1 << _COUNTER_BITS) - 1
    number = moment << 80 | 7 << 76 | counter >> 30 << 64 | 2 << 62 | (counter & (1 << 30) - 1) << 32
    return str(uuid.UUID(int=number | noise & 0xFFFF_FFFF))
