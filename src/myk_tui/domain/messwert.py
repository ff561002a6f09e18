"""The measured value of a Maßnahme: where it began, where it is, where it is to go.

Only some Maßnahmen have one; the progress of the tree does not depend on it.
Share of the way: (now − start) / (target − start); without a start it begins at 0.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from myk_tui.domain.text import clean_line
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,\d{1,4})?)\s*([^\d.,]\D{0,25})?")


@dataclass(frozen=True)
class Messwert:
    """The three values as they were typed; empty where nothing is known."""

    start: str = ""
    stand: str = ""
    ziel: str = ""

    @property
    def anteil(self) -> Fraction | None:
        """Percent of the way, below 0 if it went back, above 100 beyond the target; None if it cannot be told."""
        now, target, first = read(self.stand), read(self.ziel), read(self.start) or Fraction(0)
        if now is None or target is None or target == first:
            return None
        return 100 * (now - first) / (target - first)

    @property
    def weg(self) -> str:
        """The values in words; empty if there is none."""
        parts = [
            _("am Anfang {wert}").format(wert=self.start) if self.start else "",
            _("jetzt {wert}").format(wert=self.stand) if self.stand else "",
            _("Ziel {wert}").format(wert=self.ziel) if self.ziel else "",
        ]
        return ", ".join(filter(None, parts))


def read(text: str) -> Fraction | None:
    """Return the number of a stored value, its unit left out; None if there is none."""
    found = _NUMBER.fullmatch(text.strip())
    return None if found is None else Fraction(found[1].replace(".", "").replace(",", "."))


def parse_messwert(text: str, *, feld: str, name: str) -> str:
    """Return a value as it is stored: a number, perhaps with a unit (``1.250``, ``12,5 %``, ``30 Vereine``).

    Raises RuleViolation naming the field for anything else.
    """
    line = clean_line(text, feld=feld, name=name, maximum=40)
    if line and read(line) is None:
        raise RuleViolation(
            _("{name}: „{text}“ ist keine Zahl. Bitte so schreiben: 1.250 oder 12,5 %.").format(name=name, text=line),
            feld=feld,
        )
    return line


def check_messwert(wert: Messwert) -> None:
    """Raise RuleViolation naming the field if there is no way between start and target."""
    first, target = read(wert.start) or Fraction(0), read(wert.ziel)
    if target is not None and target == first:
        raise RuleViolation(
            _("Anfang und Ziel der Messung sind gleich; so ist kein Weg zu messen. Bitte eines von beiden ändern."),
            feld="indikator_ziel",
        )
