"""„Seit dem letzten Treffen“: every change since an earlier moment, once, under its Zielbild and in plain words.

A change of a row belongs to exactly one subject (a card to its Auftrag, an
answer to its Maßnahme), and each subject is one line of the report. So nothing
is missing, nothing is said twice, and a line can be opened into its entries.
What was done and taken back again is a line too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Any

from myk_tui.domain.zielbaum import show_percent
from myk_tui.i18n import N_, _

Row = Mapping[str, Any]
"""Columns of a row by name, as they are stored."""

Ort = tuple[str, str]
"""A row: name of its table and its id."""


class Ankerart(StrEnum):
    """What a report counts from."""

    LETZTES = "letztes"
    TREFFEN = "treffen"
    TAG = "tag"
    DATEI = "datei"


@dataclass(frozen=True)
class Anker:
    """What a report counts from, so that another window can make the same report.

    Attributes:
        wert: id of a meeting whose report it is, day as 2026-09-01, or path of a snapshot; empty for the last meeting.
    """

    art: Ankerart = Ankerart.LETZTES
    wert: str = ""

    def __str__(self) -> str:
        return f"{self.art}/{self.wert}"

    @classmethod
    def read(cls, text: str) -> "Anker":
        """Read what was written; nonsense means the last meeting."""
        word, _slash, value = text.partition("/")
        if word not in tuple(Ankerart) or not value:
            return cls()
        return cls(Ankerart(word), value)


class Rubrik(IntEnum):
    """What a line is about, in the order of the report."""

    BESCHLOSSEN = 1
    FERTIG = 2
    GESTOPPT = 3
    NEU = 4
    VERSCHOBEN = 5
    GELOESCHT = 6
    STAND = 7
    ERGEBNISSE = 8
    KARTEN = 9
    UNTERSTUETZUNG = 10
    NEUE_IDEEN = 11
    IDEEN = 12
    TEAMS = 13
    TREFFEN = 14
    GEAENDERT = 15
    ZURUECK = 16


RUBRIK_NAMES = {
    Rubrik.BESCHLOSSEN: N_("Beschlossen"),
    Rubrik.FERTIG: N_("Fertig geworden"),
    Rubrik.GESTOPPT: N_("Eingestellt oder pausiert"),
    Rubrik.NEU: N_("Neu"),
    Rubrik.VERSCHOBEN: N_("Verschoben"),
    Rubrik.GELOESCHT: N_("Gelöscht"),
    Rubrik.STAND: N_("Stand und Fortschritt"),
    Rubrik.ERGEBNISSE: N_("Aufträge und Ergebnisse"),
    Rubrik.KARTEN: N_("Karten"),
    Rubrik.UNTERSTUETZUNG: N_("Unterstützung"),
    Rubrik.NEUE_IDEEN: N_("Neue Ideen"),
    Rubrik.IDEEN: N_("Ideen"),
    Rubrik.TEAMS: N_("Sprintteams"),
    Rubrik.TREFFEN: N_("Treffen"),
    Rubrik.GEAENDERT: N_("Sonst geändert"),
    Rubrik.ZURUECK: N_("Getan und wieder zurückgenommen"),
}

SUBJECT: dict[str, tuple[str, ...]] = {
    "massnahme_handlungsfeld": ("massnahme_id",),
    "massnahme_ort": ("massnahme_id",),
    "abhaengigkeit": ("massnahme_id",),
    "pruefung": ("massnahme_id",),
    "teilschritt": ("massnahme_id",),
    "bewertung": ("massnahme_id", "idee_id"),
    "ideenpruefung": ("idee_id",),
    "idee_handlungsfeld": ("idee_id",),
    "zwischenergebnis": ("auftrag_id",),
    "aufgabe": ("auftrag_id",),
    "pruefpunkt": ("aufgabe_id",),
    "mitglied": ("sprintteam_id",),
    "teamquartal": ("sprintteam_id",),
    "teamtreffen": ("sprintteam_id",),
    "entscheidung_zeile": ("entscheidung_id",),
    "tagesordnungspunkt": ("treffen_id",),
    "anwesenheit": ("treffen_id",),
    "vereinbarung": ("treffen_id",),
    "parkthema": ("treffen_id",),
    "arbeitsweise": ("treffen_id",),
    "protokollfassung": ("treffen_id",),
}
"""Column that says whose change it is, by table; a row of another table is a subject itself."""

ABOVE: dict[str, tuple[str, ...]] = {
    "ziel": ("zielbild_id",),
    "loesung": ("ziel_id",),
    "massnahme": ("zielbild_id", "loesung_id"),
    "idee": ("zielbild_id", "loesung_id"),
    "sprintteam": ("zielbild_id",),
    "auftrag": ("massnahme_id", "sprintteam_id"),
    "unterstuetzung": ("massnahme_id", "sprintteam_id"),
    "entscheidung": ("zielbild_id",),
}
"""Columns that lead from a subject up to its Zielbild; the first that is filled counts."""


@dataclass(frozen=True)
class Aenderung:
    """The net change of one row between two moments.

    Attributes:
        vorher: the changed columns before; None if the row was not there.
        nachher: the changed columns after; None if the row is not there any more.
        zeile: the row as far as it is known, as it is now or was at last.
        eintraege: how many entries of the journal it took; 0 if compared with a snapshot.
    """

    tabelle: str
    id: str
    vorher: Row | None
    nachher: Row | None
    zeile: Row
    eintraege: int = 0

    @property
    def ort(self) -> Ort:
        """Table and id."""
        return self.tabelle, self.id

    @property
    def aufgehoben(self) -> bool:
        """Nothing is left of it: changed back, or added and removed again."""
        return self.vorher == self.nachher

    @property
    def spurlos(self) -> bool:
        """It was added and removed again."""
        return self.vorher is None and self.nachher is None


@dataclass(frozen=True)
class Menge:
    """Many rows of one table that one step touched, told as one.

    Attributes:
        schritt: title of the step.
        neu: all of them were added; ``geloescht`` all were deleted.
        zurueck: it was done and taken back.
        vorher: rows of an earlier time it was done that was taken back before it was done again.
        eintraege: how many entries of the journal these are.
    """

    tabelle: str
    schritt: str
    orte: tuple[Ort, ...]
    neu: bool
    geloescht: bool
    zurueck: bool = False
    vorher: tuple[Ort, ...] = ()
    eintraege: int = 0


@dataclass(frozen=True)
class Zeile:
    """One line of the report: one subject.

    Attributes:
        orte: the rows whose changes it stands for; with them its entries are found.
        eintraege: how many entries of the journal these are.
    """

    rubrik: Rubrik
    text: str
    orte: tuple[Ort, ...]
    eintraege: int


@dataclass(frozen=True)
class Abschnitt:
    """What happened in one Zielbild, or in the programme as a whole (``id`` None).

    Attributes:
        von: percent then, None if it was not there.
        bis: percent now, None if it is not there any more.
    """

    id: str | None
    titel: str
    von: Fraction | int | None = None
    bis: Fraction | int | None = None
    zeilen: tuple[Zeile, ...] = ()

    @property
    def fortschritt(self) -> str:
        """„40 % → 45 %“; empty for the programme."""
        if self.id is None:
            return ""
        old = _("neu") if self.von is None else show_percent(self.von)
        new = _("gelöscht") if self.bis is None else show_percent(self.bis)
        return f"{old} → {new}" if old != new else _("unverändert {wert}").format(wert=new)


@dataclass(frozen=True)
class Seitdem:
    """The whole report.

    Attributes:
        seit: since when, „seit dem letzten Treffen (30.09.2026)“.
        abschnitte: one per Zielbild in their order, the programme at the end.
        nach: number of the step the report begins after; ``bis`` of the last one in it. Both 0 against a snapshot.
    """

    seit: str
    abschnitte: tuple[Abschnitt, ...] = ()
    nach: int = 0
    bis: int = 0

    @property
    def anzahl(self) -> int:
        """How many lines there are."""
        return sum(len(abschnitt.zeilen) for abschnitt in self.abschnitte)


def net_change(
    tabelle: str, row_id: str, entries: Sequence[tuple[Row | None, Row | None]], present: Row | None
) -> Aenderung:
    """Add up the journal entries of one row, oldest first, to its net change.

    ``present`` is the row as it is now, for the columns that no entry names.
    """
    new = entries[0][0] is None
    gone = entries[-1][1] is None
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    whole: dict[str, Any] = {}
    for old, now in entries:
        for column, value in (old or {}).items():
            before.setdefault(column, value)
        after.update(now or {})
        whole.update(old or {})
        whole.update(now or {})
    row = {**(present or {}), **whole}
    if new or gone:
        return Aenderung(tabelle, row_id, None if new else before, None if gone else row, row, len(entries))
    changed = [column for column in after if column in before and before[column] != after[column]]
    return Aenderung(
        tabelle,
        row_id,
        {column: before[column] for column in changed},
        {column: after[column] for column in changed},
        row,
        len(entries),
    )


def subject_of(tabelle: str, row: Row) -> Ort | None:
    """Return the row that a change of this row is told with; None if it is a subject itself."""
    for column in SUBJECT.get(tabelle, ()):
        if row.get(column) is not None:
            return target_of(column), str(row[column])
    return None


def above(tabelle: str, row: Row) -> Ort | None:
    """Return the next row on the way up to the Zielbild, None at the top."""
    for column in ABOVE.get(tabelle, ()):
        if row.get(column) is not None:
            return target_of(column), str(row[column])
    return None


def target_of(column: str) -> str:
    """Return the table a column like ``massnahme_id`` points to."""
    return column.removesuffix("_id")


def lines_of(bericht: Seitdem) -> list[str]:
    """Return the report as plain text, one heading per Zielbild, one per rubric."""
    lines = [_("Was sich geändert hat {seit}").format(seit=bericht.seit)]
    for abschnitt in bericht.abschnitte:
        head = abschnitt.titel + (f": {abschnitt.fortschritt}" if abschnitt.fortschritt else "")
        lines += ["", head]
        rubric = None
        for zeile in abschnitt.zeilen:
            if zeile.rubrik is not rubric:
                rubric = zeile.rubrik
                lines.append(f"  {_(RUBRIK_NAMES[rubric])}")
            lines.append(f"    {zeile.text}")
        if not abschnitt.zeilen:
            lines.append("  " + _("nichts geändert"))
    return lines
