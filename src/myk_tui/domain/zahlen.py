"""Numbers as people type and read them: whole numbers, percent, euro."""

import re

from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, language


def parse_int(text: str, *, feld: str, name: str, low: int, high: int) -> int | None:
    """Read a whole number from ``low`` to ``high``; empty means None.

    Raises RuleViolation naming the field and the bounds.
    """
    bare = text.strip().removesuffix("%").strip()
    if not bare:
        return None
    if not re.fullmatch(r"[+-]?\d{1,15}", bare):
        raise RuleViolation(
            _("{name}: „{text}“ ist keine ganze Zahl. Bitte eine Zahl von {low} bis {high} eingeben.").format(
                name=name, text=text.strip()[:40], low=low, high=high
            ),
            feld=feld,
        )
    number = int(bare)
    if not low <= number <= high:
        raise RuleViolation(
            _("{name}: {zahl} geht nicht. Bitte eine Zahl von {low} bis {high} eingeben.").format(
                name=name, zahl=number, low=low, high=high
            ),
            feld=feld,
        )
    return number


def parse_euro(text: str, *, feld: str, name: str) -> int | None:
    """Read an amount like ``1.234,50``, ``1234,5 €`` or ``50000`` as cents; empty means None.

    A point is only taken for a separator of thousands. Raises RuleViolation
    naming the field.
    """
    bare = text.strip().strip("€").removesuffix("EUR").strip().replace("\u00a0", "").replace(" ", "")
    if not bare:
        return None
    if language() == "en":
        bare = bare.translate(str.maketrans(",.", ".,"))
    if not re.fullmatch(r"(\d{1,3}(\.\d{3})+|\d{1,12})(,\d{1,2})?", bare):
        raise RuleViolation(
            _("{name}: „{text}“ ist kein Betrag. Bitte so schreiben: 1.234,50.").format(
                name=name, text=text.strip()[:40]
            ),
            feld=feld,
        )
    euro, _comma, cents = bare.replace(".", "").partition(",")
    total = int(euro) * 100 + int(cents.ljust(2, "0") or 0)
    if total > 100_000_000_000:
        raise RuleViolation(_("{name}: Der Betrag ist zu groß. Bitte prüfen.").format(name=name), feld=feld)
    return total


def show_count(number: int) -> str:
    """Write a number with dots between the thousands, ``20.000``."""
    return f"{number:,}".replace(",", ".")


def show_signed(number: int) -> str:
    """Write a whole number with a minus sign, which is longer than a hyphen: ``−2``."""
    return f"−{-number}" if number < 0 else str(number)


def show_euro(cents: int | None, *, empty: str = "–") -> str:
    """Write cents as ``1.234,50 €`` (English: ``€1,234.50``); whole euros without cents."""
    if cents is None:
        return empty
    euro, rest = divmod(cents, 100)
    english = f"{euro:,}" + (f".{rest:02d}" if rest else "")
    if language() == "en":
        return f"€{english}"
    return english.translate(str.maketrans(",.", ".,")) + " €"
