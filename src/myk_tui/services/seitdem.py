"""Use cases: what has changed since the last meeting, a day, or a snapshot; nothing is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.aenderungen import Verlaufsschritt
from myk_tui.domain.kalender import parse_date, show_date
from myk_tui.domain.seitdem import Abschnitt, Aenderung, Anker, Ankerart, Menge, Seitdem, Zeile
from myk_tui.domain.seitdem_zeilen import line_of, make_zeilen
from myk_tui.domain.uhrzweifel import show_zweifel
from myk_tui.domain.zielbaum import Ebene, Zielbaum
from myk_tui.i18n import _
from myk_tui.storage import first_look
from myk_tui.storage.database import Database
from myk_tui.storage.einschnitt import last_einschnitt
from myk_tui.storage.journal import latest
from myk_tui.storage.queries import plain_connection
from myk_tui.storage.queries.aenderungen import load_schritte_of
from myk_tui.storage.queries.seitdem import (
    compare_rows,
    end_of_treffen,
    first_day,
    founding_step,
    load_aenderungen,
    load_titles,
    load_way_up,
    step_before,
)
from myk_tui.storage.queries.treffen import group_of, groups_of, running_meeting
from myk_tui.storage.uhrzweifel import load_unsichere

OPENED = 200
"""Of how many rows a line is opened into their entries."""


class SeitdemService:
    """Tell what has happened meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_bericht(self) -> Seitdem:
        """Return what has happened since the last meeting; without one since the last closing, else since the beginning.

        While a meeting runs, the last one is that of the groups that meet.
        """
        with self._database.read() as connection:
            running = running_meeting(connection)
            groups = () if running is None else groups_of(connection, running.id)
            after, words = _begin(connection, groups)
            return _since_step(connection, after, _last(connection), words)

    def load_bericht_seit(self, tag: date) -> Seitdem:
        """Return what has happened since the beginning of a day."""
        midnight = datetime.combine(tag, time()).astimezone(UTC) - timedelta(milliseconds=1)
        with self._database.read() as connection:
            words = _("seit {tag}").format(tag=show_date(tag))
            last, after = _last(connection), step_before(connection, midnight)
            return _since_step(connection, last if after is None else after, last, words)

    def load_bericht_zum_treffen(self, treffen_id: str) -> Seitdem:
        """Return what a meeting has to tell: all since its group met before, up to the step that ended it.

        A meeting of one group tells of its own Zielbild. Raises NotFound.
        """
        with self._database.read() as connection:
            ended, groups = end_of_treffen(connection, treffen_id), groups_of(connection, treffen_id)
            after, words = _begin(connection, groups, ended)
            report = _since_step(connection, after, _last(connection) if ended is None else ended, words)
            if group_of(connection, treffen_id) is None:
                return report
            return replace(report, abschnitte=tuple(part for part in report.abschnitte if part.id in (None, *groups)))

    def load_bericht_ab(self, anker: Anker, *, oeffentlich: bool = False) -> Seitdem:
        """Return the report that counts from ``anker``; raises what the others raise, and RuleViolation for no day.

        ``oeffentlich``: for the room, without internal notes wherever they come from.
        """
        if anker.art is Ankerart.TREFFEN:
            return self.load_bericht_zum_treffen(anker.wert)
        if anker.art is Ankerart.TAG:
            day = parse_date(anker.wert, feld="tag", name=_("Seit wann?"))
            return self.load_bericht() if day is None else self.load_bericht_seit(day)
        if anker.art is Ankerart.DATEI:
            return self.load_bericht_gegen(Path(anker.wert), oeffentlich=oeffentlich)
        return self.load_bericht()

    def load_bericht_gegen(self, schnappschuss: Path, *, oeffentlich: bool = False) -> Seitdem:
        """Return the differences between a snapshot file and now; raises SnapshotInvalid or StorageError.

        ``oeffentlich``: without internal notes, which the snapshot holds too.
        """
        from myk_tui.services.schnappschuss import read_bytes
        from myk_tui.storage.snapshot import all_rows, read_snapshot

        before = read_snapshot(read_bytes(schnappschuss)).rows
        with self._database.read() as connection:
            now = all_rows(connection)
            if oeffentlich:
                before, now = _without_internal(before), _without_internal(now)
            changes = compare_rows(before, now)
            words = _("seit dem Schnappschuss „{datei}“").format(datei=schnappschuss.name)
            return _report(connection, changes, first_look.zielbaum_of(before), _present(connection), words)

    def load_eintraege(self, zeile: Zeile, bericht: Seitdem) -> list[Verlaufsschritt]:
        """Return the steps behind a line of the report, newest first; of very many rows those of the first."""
        with self._database.read() as connection:
            return load_schritte_of(connection, zeile.orte[:OPENED], after=bericht.nach, until=bericht.bis)


def _without_internal(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {
        table: [{name: value for name, value in row.items() if name != "interne_notiz"} for row in found]
        for table, found in rows.items()
    }


def _begin(connection: sa.Connection, gruppen: Collection[str], before: int | None = None) -> tuple[int, str]:
    """Return after which step a report begins that ends with ``before``, and how that moment is called."""
    since = last_einschnitt(plain_connection(connection), before, gruppen)
    if since is not None:
        words = (
            _("seit dem letzten Treffen ({tag})") if since.treffen else _("seit dem letzten Sprintabschluss ({tag})")
        )
        doubtful = since.schritt in load_unsichere(connection)
        return since.schritt, words.format(tag=show_zweifel(show_date(since.tag), unsicher=doubtful))
    day = first_day(connection)
    if day is None:
        return 0, _("seit dem Beginn")
    return founding_step(connection) or 0, _("seit dem Anlegen der Datei ({tag})").format(tag=show_date(day))


def _last(connection: sa.Connection) -> int:
    row = latest(connection)
    return 0 if row is None else int(row.nr)


def _present(connection: sa.Connection) -> Zielbaum:
    return first_look.load_zielbaum(plain_connection(connection))


def _since_step(connection: sa.Connection, after: int, until: int, words: str) -> Seitdem:
    changes, many = load_aenderungen(connection, after, until)
    present = _present(connection)
    then, now = _tree_after(connection, after, present), _tree_after(connection, until, present)
    return _report(connection, changes, then, now or present, words, many, (after, until))


def _tree_after(connection: sa.Connection, step: int, present: Zielbaum) -> Zielbaum | None:
    """Return the tree right after a step; None where there was no programme yet."""
    if step == _last(connection):
        return present
    if step < (founding_step(connection) or 0):
        return None
    return first_look.zielbaum_after(plain_connection(connection), step, present)


def _report(
    connection: sa.Connection,
    changes: list[Aenderung],
    then: Zielbaum | None,
    now: Zielbaum,
    words: str,
    many: Sequence[Menge] = (),
    steps: tuple[int, int] = (0, 0),
) -> Seitdem:
    rows = load_way_up(connection, changes)
    lines = make_zeilen(changes, rows, load_titles(connection, changes, rows))
    parts = []
    for zielbild_id, title in _zielbilder(then, now).items():
        values = [None if tree is None else tree.fortschritt.get(zielbild_id) for tree in (then, now)]
        old, new = (None if value is None else value.wert for value in values)
        parts.append(Abschnitt(zielbild_id, title, old, new, tuple(lines.pop(zielbild_id, ()))))
    rest = [line_of(menge) for menge in many]
    rest += [line for found in lines.values() for line in found]  # on top, and under what is known no more
    rest.sort(key=lambda line: (line.rubrik, line.text.casefold()))
    if rest:
        parts.append(Abschnitt(None, _("Im ganzen Programm"), zeilen=tuple(rest)))
    return Seitdem(words, tuple(parts), *steps)


def _zielbilder(then: Zielbaum | None, now: Zielbaum) -> dict[str, str]:
    """Return the titles of all Zielbilder, those that were deleted meanwhile at the end."""
    trees = [tree for tree in (now, then) if tree is not None]
    found: dict[str, str] = {}
    for tree in trees:
        for node in tree.knoten:
            if node.ebene is Ebene.ZIELBILD:
                found.setdefault(node.id, node.titel)
    return found
