"""What a programme calls the columns of its board: their states are fixed, their names are not."""

from collections.abc import Mapping
from dataclasses import dataclass

from myk_tui.domain.begriffe import Spalte, label
from myk_tui.domain.felder import every_field
from myk_tui.domain.text import clean_line, fold
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

NAME_MAX = 24
"""A longer name has no room above a column of a quarter of the window."""


def feld_of(spalte: Spalte) -> str:
    """Return the field of the programme that holds the name of a column."""
    return f"spalte_{spalte.value}"


@dataclass(frozen=True)
class Spaltennamen:
    """The names of the columns of ``Spalte``; where the programme has none of its own, the usual one."""

    eigene: tuple[str, ...] = ("",) * len(Spalte)

    def name(self, spalte: Spalte) -> str:
        """Return how a column is called here."""
        return self.eigene[list(Spalte).index(spalte)] or label(spalte)

    def choices(self) -> list[tuple[str, str]]:
        """Return (stored word, name) of all columns."""
        return [(spalte.value, self.name(spalte)) for spalte in Spalte]


GEWOHNT = Spaltennamen()
"""The usual names."""


def read_spaltennamen(werte: Mapping[str, str]) -> dict[str, str]:
    """Return the names as they are stored, by field: empty where the usual one is meant.

    Raises RuleViolations naming the fields if one is too long, or is the name of two columns.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    with every_field() as field:
        for spalte in Spalte:
            feld = feld_of(spalte)
            with field():
                own = clean_line(werte.get(feld, ""), feld=feld, name=_("Name"), maximum=NAME_MAX)
                shown = fold(own or label(spalte))
                if shown in taken:
                    raise RuleViolation(_("Zwei Spalten können nicht gleich heißen."), feld=feld)
                taken.add(shown)
                found[feld] = "" if own == label(spalte) else own
    return found
