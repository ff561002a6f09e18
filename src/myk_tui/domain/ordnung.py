"""Order among siblings as fractional index strings: a move writes one row.

A key is a non-empty string over ``DIGITS`` that does not end in the smallest
digit; keys compare as text (bytewise). Between any two different keys there is
always room for another one. The idea is known as fractional indexing
(D. Greenspan, "Implementing Fractional Indexing", 2020).
"""

from collections.abc import Sequence

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)


def key_between(before: str | None, after: str | None) -> str:
    """Return a key that sorts after ``before`` and ahead of ``after``.

    ``None`` means no neighbour on that side. Raises ValueError if the two are
    not in order.

    >>> key_between(None, None)
    'V'
    >>> "A" < key_between("A", "B") < "B"
    True
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"keys not in order: {before!r}, {after!r}")
    if after is None:
        return "V" if before is None else _successor(before)
    return _midpoint(before or "", after)


def keys_for(count: int) -> list[str]:
    """Return ``count`` keys in order, evenly spread, for filling an empty list."""
    width = 1
    while BASE**width <= count * 2:
        width += 1
    step = BASE**width // (count + 1)
    return [_encode(step * (number + 1), width) for number in range(count)]


def key_at(keys: Sequence[str], position: int) -> str:
    """Return a key that puts a new element at ``position`` of the ordered ``keys``.

    Positions outside the list mean its begin or end.
    """
    position = max(0, min(position, len(keys)))
    before = keys[position - 1] if position > 0 else None
    after = keys[position] if position < len(keys) else None
    return key_between(before, after)


def _successor(key: str) -> str:
    """Return a short key after ``key``: appending a thousand times stays short."""
    for place, digit in enumerate(key):
        if digit != DIGITS[-1]:
            return key[:place] + DIGITS[DIGITS.index(digit) + 1]
    return key + "V"


def _midpoint(before: str, after: str) -> str:
    prefix = 0
    while prefix < len(after) and (before[prefix : prefix + 1] or DIGITS[0]) == after[prefix]:
        prefix += 1
    if prefix:
        return after[:prefix] + _midpoint(before[prefix:], after[prefix:])
    low = DIGITS.index(before[0]) if before else 0
    high = DIGITS.index(after[0])
    if high - low > 1:
        return DIGITS[(low + high) // 2]
    if len(after) > 1:
        return after[0]
    return DIGITS[low] + (_successor(before[1:]) if before[1:] else "V")


def _encode(number: int, width: int) -> str:
    digits = []
    for _place in range(width):
        number, digit = divmod(number, BASE)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits)).rstrip(DIGITS[0])
