"""How evenly the Maßnahmen are spread: over Handlungsfelder and municipalities, for each Zielbild.

A gap is a named row in a named column without a Maßnahme. What was stopped
fills no gap and is counted apart; what pauses still does. A Maßnahme with two
Handlungsfelder stands in two rows, so rows add up to assignments, not to
Maßnahmen. What names none stands in a row of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.text import fold
from myk_tui.i18n import N_, _, ngettext


class Reihenart(StrEnum):
    """What a row stands for."""

    BENANNT = "benannt"
    NUR_TEXT = "nur_text"
    OHNE = "ohne"


class Tafelart(StrEnum):
    """What the rows of a table are."""

    HANDLUNGSFELD = "handlungsfeld"
    ORT = "ort"


TITEL = {
    Tafelart.HANDLUNGSFELD: N_("Handlungsfelder"),
    Tafelart.ORT: N_("Gebietskörperschaften"),
}
OHNE_NAMEN = {
    (Tafelart.HANDLUNGSFELD, Reihenart.OHNE): N_("ohne Handlungsfeld"),
    (Tafelart.ORT, Reihenart.NUR_TEXT): N_("Ort nur als Text"),
    (Tafelart.ORT, Reihenart.OHNE): N_("ohne Ort"),
}


@dataclass(frozen=True)
class Verteilt:
    """One Maßnahme with all that places it in the tables.

    Attributes:
        zielbild_id: its Zielbild, directly or through its Lösung; None if it hangs on top.
        felder: ids of its Handlungsfelder.
        orte: ids of its Gebietskörperschaften.
        ort_text: the places as free text, for instance „kreisweit“.
    """

    id: str
    titel: str
    status: MassnahmeStatus
    zielbild_id: str | None
    felder: frozenset[str] = frozenset()
    orte: frozenset[str] = frozenset()
    ort_text: str = ""


@dataclass(frozen=True)
class Reihe:
    """One row.

    Attributes:
        id: id of the Handlungsfeld or place; the kind of row where there is none.
        name: as stored; for the other kinds in the language of the interface.
        zellen: per column the ids of the Maßnahmen in it, in the order given.
    """

    id: str
    name: str
    art: Reihenart
    zellen: tuple[tuple[str, ...], ...]

    @property
    def summe(self) -> int:
        """How many Maßnahmen stand in the row."""
        return sum(map(len, self.zellen))


@dataclass(frozen=True)
class Tafel:
    """One table: rows against the Zielbilder."""

    art: Tafelart
    reihen: tuple[Reihe, ...]
    benannte_spalten: int

    @property
    def zellen(self) -> int:
        """How many cells could be a gap."""
        return self.benannte_spalten * sum(reihe.art is Reihenart.BENANNT for reihe in self.reihen)

    @property
    def luecken(self) -> int:
        """How many of them are one."""
        return sum(self.is_gap(reihe, place) for reihe in self.reihen for place in range(self.benannte_spalten))

    @property
    def leere(self) -> tuple[str, ...]:
        """Names of the rows without any Maßnahme."""
        return tuple(reihe.name for reihe in self.reihen if reihe.art is Reihenart.BENANNT and not reihe.summe)

    def is_gap(self, reihe: Reihe, spalte: int) -> bool:
        """Whether a cell is a gap: named row, named column, nothing in it."""
        return reihe.art is Reihenart.BENANNT and spalte < self.benannte_spalten and not reihe.zellen[spalte]


@dataclass(frozen=True)
class Ausgewogenheit:
    """Both tables.

    Attributes:
        spalten: (id, title) of the Zielbilder; a last one with an empty id only if a Maßnahme belongs to none.
        massnahmen: what stands in the tables, by id.
        eingestellt: how many Maßnahmen are left out because they were stopped.
    """

    spalten: tuple[tuple[str, str], ...]
    tafeln: tuple[Tafel, Tafel]
    massnahmen: Mapping[str, Verteilt]
    eingestellt: int


def make_ausgewogenheit(
    zielbilder: Sequence[tuple[str, str]],
    handlungsfelder: Sequence[tuple[str, str]],
    orte: Sequence[tuple[str, str]],
    massnahmen: Iterable[Verteilt],
) -> Ausgewogenheit:
    """Spread the Maßnahmen over both tables; (id, name) of rows and columns in their order."""
    everything = list(massnahmen)
    counted = {one.id: one for one in everything if one.status is not MassnahmeStatus.EINGESTELLT}
    columns = list(zielbilder)
    if any(one.zielbild_id is None for one in counted.values()):
        columns.append(("", _("ohne Zielbild")))
    place = {zielbild_id: number for number, (zielbild_id, _title) in enumerate(columns)}

    def spread(art: Tafelart, names: Sequence[tuple[str, str]], rows_of: Callable[[Verteilt], Iterable[str]]) -> Tafel:
        cells: dict[str, list[list[str]]] = {row: [[] for _column in columns] for row, _name in names}
        others = [kind for table, kind in OHNE_NAMEN if table is art]
        cells |= {kind.value: [[] for _column in columns] for kind in others}
        for one in counted.values():
            for row in rows_of(one):
                cells[row][place[one.zielbild_id or ""]].append(one.id)
        rows = [(row, name, Reihenart.BENANNT) for row, name in names]
        rows += [(kind.value, _(OHNE_NAMEN[art, kind]), kind) for kind in others]
        made = (Reihe(row, name, kind, tuple(map(tuple, cells[row]))) for row, name, kind in rows)
        # A row for what could not be placed is only there if something stands in it.
        shown = tuple(reihe for reihe in made if reihe.art is Reihenart.BENANNT or reihe.summe)
        return Tafel(art, shown, len(zielbilder))

    return Ausgewogenheit(
        spalten=tuple(columns),
        tafeln=(
            spread(Tafelart.HANDLUNGSFELD, handlungsfelder, lambda one: one.felder or (Reihenart.OHNE.value,)),
            spread(Tafelart.ORT, orte, _rows_of_place),
        ),
        massnahmen=counted,
        eingestellt=len(everything) - len(counted),
    )


def behind(whole: Ausgewogenheit, reihe: Reihe) -> list[tuple[str, Verteilt]]:
    """Return (title of the Zielbild, Maßnahme) for every one in a row: column by column, by title."""
    return [
        (title, one)
        for (_id, title), cell in zip(whole.spalten, reihe.zellen, strict=True)
        for one in sorted((whole.massnahmen[one_id] for one_id in cell), key=lambda one: fold(one.titel))
    ]


def describe(tafel: Tafel) -> str:
    """Say in one sentence how many gaps a table has."""
    if not tafel.zellen:
        return _("Noch keine angelegt.") if tafel.benannte_spalten else _("Noch kein Zielbild angelegt.")
    if not tafel.luecken:
        return _("Keine Lücke.")
    said = ngettext("{n} von {alle} Zellen ist eine Lücke", "{n} von {alle} Zellen sind Lücken", tafel.luecken)
    text = said.format(n=tafel.luecken, alle=tafel.zellen)
    empty = len(tafel.leere)
    if empty:
        text += ngettext("; {n} Reihe ganz leer", "; {n} Reihen ganz leer", empty).format(n=empty)
    return text + "."


def _rows_of_place(one: Verteilt) -> Iterable[str]:
    if one.orte:
        return one.orte
    return (Reihenart.NUR_TEXT.value if one.ort_text.strip() else Reihenart.OHNE.value,)
