"""What minutes say of a decision that has changed since they were given out: which field, from what to what.

A correction writes a new version of the decision beside the old one. What is
compared are the two, field by field, so that nothing that was only copied is called new.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from myk_tui.domain.aenderungen import describe_change, show_value
from myk_tui.domain.begriffe import EntscheidungStatus
from myk_tui.domain.feldworte import FELDER, Feldwort
from myk_tui.domain.seitdem import Row
from myk_tui.domain.seitdem_zeilen import decision_name
from myk_tui.domain.stimmungsbild_daten import read_bild
from myk_tui.domain.stimmungsbild_ergebnis import lines_of
from myk_tui.i18n import N_, _

SAID_OTHERWISE = {
    *("vorgaenger_id", "version", "beschlossen_um", "treffen_id", "sprint_id", "zielbild_id", "methode_daten"),
    *("entscheidung_id", "sprintteam_id", "auftrag_id", "ordnung", "interne_notiz"),
}
"""Columns that hold a decision together: the number and the name of the team say what it is about."""


@dataclass(frozen=True)
class Entscheidungsstand:
    """A decision at one moment; ``row`` is None if there was none."""

    row: Row | None
    zeilen: tuple[Row, ...] = ()

    def stands_in(self, treffen_id: str) -> bool:
        """Whether the minutes of this meeting tell of it."""
        row = self.row
        return row is not None and row["treffen_id"] == treffen_id and row["status"] != EntscheidungStatus.ENTWURF


def told_decision(
    then: Entscheidungsstand, now: Entscheidungsstand, treffen_id: str, titel: Mapping[str, str]
) -> list[str]:
    """Return one line per field of a decision that is different now; that it is new or gone is one line."""
    if not now.stands_in(treffen_id):
        return [_("entfallen: {was}").format(was=_name(then, titel))] if then.stands_in(treffen_id) else []
    name = _name(now, titel)
    if not then.stands_in(treffen_id):
        return [_("neu: {was}").format(was=name)]
    assert then.row is not None and now.row is not None
    lines = [f"{name}, {told}" for told in _fields("entscheidung", then.row, now.row, titel)]
    lines += [f"{name}, {told}" for told in _votes(then.row, now.row)]
    for old, new in _pairs(then.zeilen, now.zeilen):
        team = titel.get((new or old or {}).get("sprintteam_id") or "", "?")
        if old is None or new is None:
            chosen = show_value(FELDER["entscheidung_zeile"]["wahl"], (new or old or {}).get("wahl"), titel)
            what = ": ".join(filter(None, (f"{name}, {team}", chosen)))
            lines.append((_("neu: {was}") if old is None else _("entfallen: {was}")).format(was=what))
        else:
            lines += [f"{name}, {team}, {told}" for told in _fields("entscheidung_zeile", old, new, titel)]
    return lines


def _name(stand: Entscheidungsstand, titel: Mapping[str, str]) -> str:
    return decision_name(stand.row or {}, titel)


def _fields(table: str, old: Row, new: Row, titel: Mapping[str, str]) -> list[str]:
    return [
        describe_change(feld, old.get(column), new.get(column), titel, ganz=True)
        for column, feld in FELDER[table].items()
        if column not in SAID_OTHERWISE and old.get(column) != new.get(column)
    ]


def _votes(old: Row, new: Row) -> list[str]:
    """Return what is said differently of the Stimmungsbild and of the checks that are kept with it."""
    before, after = (read_bild(row["methode"], row["methode_daten"], beschlossen=True) for row in (old, new))
    pairs = (
        (N_("Stimmungsbild"), lines_of(before), lines_of(after)),
        (N_("Förderprüfung"), before.pruefung, after.pruefung),
    )
    return [
        describe_change(Feldwort(name), " / ".join(one), " / ".join(other), {}, ganz=True)
        for name, one, other in pairs
        if list(one) != list(other)
    ]


def _pairs(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Return the lines that are about the same Auftrag of the same team side by side."""
    found: defaultdict[tuple[object, object], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for row in rows:
            found[row["sprintteam_id"], row["auftrag_id"]][side].append(row)
    return [pair for before, after in found.values() for pair in zip_longest(before, after)]
