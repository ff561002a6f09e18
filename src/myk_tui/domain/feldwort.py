"""What a column is called and how its values are worded: the form of the entries in ``feldworte``."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from myk_tui.i18n import N_


class Art(Enum):
    """How a value is worded."""

    TEXT = 1
    DATUM = 2
    GELD = 3
    PROZENT = 4
    ZAHL = 5
    JA_NEIN = 6
    VERWEIS = 7
    ZEIT = 9
    OHNE_WERT = 8
    """Only that it changed: the order says nothing as a value, an internal note stays internal."""


@dataclass(frozen=True)
class Feldwort:
    """Name of a column, and how its values are worded: a kind, or the words of ``begriffe``."""

    name: str
    art: Art | type[StrEnum] = Art.TEXT


def felder(**namen: Feldwort | str) -> dict[str, Feldwort]:
    """Return the names of the columns of a table; a bare string is the name of a text."""
    return {column: Feldwort(name) if isinstance(name, str) else name for column, name in namen.items()}


HERKUNFT: dict[str, Feldwort | str] = {"quelle": N_("Quelle"), "beispiel": Feldwort(N_("Beispiel"), Art.JA_NEIN)}
INTERN = Feldwort(N_("Interne Notiz"), Art.OHNE_WERT)
ORDNUNG = Feldwort(N_("Reihenfolge"), Art.OHNE_WERT)
ANGENOMMEN = Feldwort(N_("Nur angenommen"), Art.JA_NEIN)


def verweis(name: str) -> Feldwort:
    """Return the name of a column that points to another row."""
    return Feldwort(name, Art.VERWEIS)


KNOTEN: dict[str, Feldwort | str] = {
    "titel": N_("Titel"),
    "beschreibung": N_("Beschreibung"),
    "gewicht": Feldwort(N_("Gewicht"), Art.ZAHL),
    "einschaetzung": Feldwort(N_("Einschätzung der Runde"), Art.PROZENT),
    "einschaetzung_grund": N_("Grund der Einschätzung"),
    "ordnung": ORDNUNG,
    **HERKUNFT,
}
