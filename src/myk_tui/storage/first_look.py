"""The first screen and the goal tree, read with plain ``sqlite3``.

The app shows its first data before SQLAlchemy is imported, which would take
longer than everything else at the start together. So what the first screen
needs is plain SQL, here, once: the services use the same functions on their
own connection.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from myk_tui.domain.begriffe import IdeeStatus, MassnahmeStatus, beschlussnummer
from myk_tui.domain.ideenspeicher import OPEN
from myk_tui.domain.kalender import Quartal, sprints_left
from myk_tui.domain.sprintboard import SprintRef
from myk_tui.domain.uebersicht import TeamStand, Treffenhinweis, Uebersicht, ZielbildStand
from myk_tui.domain.zielbaum import Ebene, Knoten, Zielbaum, make_zielbaum
from myk_tui.errors import DatabaseRefused
from myk_tui.i18n import _
from myk_tui.storage.einschnitt import last_treffenende, step_of_last_closing
from myk_tui.storage.entschieden import GEFALLEN, PUNKT_ENTSCHIEDEN
from myk_tui.storage.version import is_present

TREE_COLUMNS: dict[str, tuple[str, ...]] = {
    "programm": ("id", "name"),
    "zielbild": ("id", "titel", "gewicht", "ordnung", "beispiel", "einschaetzung"),
    "ziel": ("id", "titel", "gewicht", "ordnung", "beispiel", "einschaetzung", "zielbild_id"),
    "loesung": ("id", "titel", "gewicht", "ordnung", "beispiel", "einschaetzung", "ziel_id"),
    "massnahme": (
        *("id", "titel", "gewicht", "ordnung", "beispiel", "loesung_id", "zielbild_id"),
        *("fortschritt", "status", "zuordnung_angenommen"),
    ),
}
"""What of each table the tree needs."""

_PARENTS: dict[Ebene, tuple[str, ...]] = {
    Ebene.ZIELBILD: (),
    Ebene.ZIEL: ("zielbild_id",),
    Ebene.LOESUNG: ("ziel_id",),
    Ebene.MASSNAHME: ("loesung_id", "zielbild_id"),
}


def first_look(path: Path, today: date) -> Uebersicht | None:
    """Return the overview of a file that is beyond doubt, or None.

    None for anything that has to be looked at first (no file, foreign, older,
    not closed properly, locked): opening it for work comes right after and says so.
    """
    log = path.with_name(path.name + "-wal")
    try:
        with path.open("rb") as file:
            if not is_present(file.read(100)) or (log.exists() and log.stat().st_size):
                return None
        # Without a log the file is all there is; read as it stands, it gets no log from us beside it.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=0.1)) as connection:
            connection.execute("PRAGMA query_only=ON")
            return load_uebersicht(connection, today)
    except (OSError, sqlite3.Error, ValueError, DatabaseRefused):
        return None


def load_uebersicht(connection: sqlite3.Connection, today: date, tree: Zielbaum | None = None) -> Uebersicht:
    """Return where the programme stands; raises DatabaseRefused for a file without a programme.

    ``tree`` is the goal tree as it is now, if it is at hand.
    """
    programm = connection.execute("SELECT name, vision, foerderende FROM programm ORDER BY id LIMIT 1").fetchone()
    if programm is None:
        raise _without_programme()
    name, vision, end = programm
    ende = None if end is None else date.fromisoformat(end)
    sprint = _active_sprint(connection)
    numbers = {} if sprint is None else _numbers(connection, sprint)
    new, usable = connection.execute(
        f"SELECT count(*) FILTER (WHERE status = ?), count(*) FILTER (WHERE status IN ({', '.join('?' * len(OPEN))})) FROM idee",
        (IdeeStatus.NEU.value, *(status.value for status in OPEN)),
    ).fetchone()
    waiting, days = _without_minutes(connection, today)
    asked, late = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE bis < ?) FROM unterstuetzung WHERE status = 'offen'",
        (today.isoformat(),),
    ).fetchone()
    return Uebersicht(
        programm=name,
        vision=vision,
        sprint=sprint,
        tage=0 if sprint is None else (sprint.ende - today).days,
        foerderende=ende,
        # a sprint that was opened before its quarter is the first that is left
        sprints_uebrig=sprints_left(today if sprint is None else max(today, sprint.quartal.beginn), ende),
        zielbilder=_zielbilder(
            connection, tree or load_zielbaum(connection), {} if sprint is None else _teams(connection, sprint), numbers
        ),
        bedarf_offen=asked,
        bedarf_ueberfaellig=late,
        ideen_neu=new,
        ideen_offen=usable,
        entschieden=len(numbers),
        treffen=_meeting(connection),
        ohne_protokoll=waiting,
        protokoll_tage=days,
        ueberfaellig=connection.execute(
            "SELECT count(*) FROM vereinbarung WHERE erledigt = 0 AND bis < ?", (today.isoformat(),)
        ).fetchone()[0],
    )


def _meeting(connection: sqlite3.Connection) -> Treffenhinweis | None:
    """Return the meeting that runs, else the next planned one."""
    row = connection.execute(
        f"SELECT treffen.titel, treffen.status, datum, punkt.titel, {PUNKT_ENTSCHIEDEN}"
        " FROM treffen"
        " LEFT JOIN tagesordnungspunkt AS punkt ON punkt.treffen_id = treffen.id AND punkt.status = 'laufend'"
        " WHERE treffen.status IN ('laufend', 'geplant')"
        " ORDER BY treffen.status = 'geplant', datum IS NULL, datum, treffen.id LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    titel, status, datum, punkt, decided = row
    day = None if datum is None else date.fromisoformat(datum)
    return Treffenhinweis(titel, status == "laufend", day, punkt or "", bool(decided))


def _without_minutes(connection: sqlite3.Connection, today: date) -> tuple[str, int]:
    """Return the meeting that ended last if its minutes were not given out yet, and how many days ago it ended."""
    last = last_treffenende(connection)
    if last is None:
        return "", 0
    titel, version = connection.execute(
        "SELECT titel, protokoll_version FROM treffen WHERE id = ?", (last.treffen_id,)
    ).fetchone()
    return ("", 0) if version else (titel, 0 if last.tag is None else (today - last.tag).days)


def load_zielbaum(connection: sqlite3.Connection) -> Zielbaum:
    """Return the whole goal tree with its progress; raises DatabaseRefused for a file without a programme."""
    rows = _tree_rows(connection)
    if not any(table == "programm" for table, _row_id in rows):
        raise _without_programme()
    return _make_tree(rows)


def _without_programme() -> DatabaseRefused:
    return DatabaseRefused(
        _(
            "In dieser Datei steht kein Programm. Bitte eine andere öffnen oder mit „myk-tui import DATEI --ersetzen“ einen Schnappschuss einlesen."
        )
    )


def zielbaum_of(rows: Mapping[str, Iterable[dict[str, Any]]]) -> Zielbaum:
    """Return the goal tree that these rows, by name of their table, make up: those of a snapshot."""
    return _make_tree({(table, row["id"]): row for table in TREE_COLUMNS for row in rows.get(table, ())})


def zielbaum_after(connection: sqlite3.Connection, schritt_nr: int, present: Zielbaum | None = None) -> Zielbaum:
    """Return the goal tree as it stood right after step ``schritt_nr``.

    The present rows are taken back through the journal, newest change first;
    the price depends on how much happened since, not on the whole history.
    ``present`` is the tree as it is now, if it is at hand: what did not change is taken from it.
    """
    return zielbaeume_after(connection, (schritt_nr,), present)[schritt_nr]


def zielbaeume_after(
    connection: sqlite3.Connection, schritte: Sequence[int], present: Zielbaum | None = None
) -> dict[int, Zielbaum]:
    """Return the goal tree as it stood right after each of these steps, in one way back through the journal."""
    later = connection.execute(
        "SELECT tabelle, zeile_id, vorher, nachher, schritt_nr FROM journal WHERE schritt_nr > ?"
        f" AND tabelle IN ({', '.join('?' * len(TREE_COLUMNS))}) ORDER BY schritt_nr DESC, pos DESC",
        (min(schritte), *TREE_COLUMNS),
    ).fetchall()
    present = present or load_zielbaum(connection)
    if not later:
        return dict.fromkeys(schritte, present)
    import json

    rows: Rows = {}
    trees: dict[int, Zielbaum] = {}
    place = 0
    for wanted in sorted(schritte, reverse=True):
        while place < len(later) and later[place][4] > wanted:
            table, row_id, before, after, _nr = later[place]
            place += 1
            key = (table, row_id)
            if before is None:
                rows[key] = None
            elif after is None:
                rows[key] = json.loads(before)
            else:
                rows[key] = {**(rows.get(key) or _tree_row(connection, table, row_id)), **json.loads(before)}
        trees[wanted] = _make_tree(rows, present)
    return trees


Row = dict[str, Any]
"""The columns of a row by name: those of ``TREE_COLUMNS``, or all of them if it comes out of the journal."""

Rows = dict[tuple[str, str], Row | None]


def _tree_rows(connection: sqlite3.Connection) -> Rows:
    return {
        (table, values[0]): dict(zip(columns, values, strict=True))
        for table, columns in TREE_COLUMNS.items()
        for values in connection.execute(f"SELECT {', '.join(columns)} FROM {table}")
    }


def _tree_row(connection: sqlite3.Connection, table: str, row_id: str) -> Row:
    columns = TREE_COLUMNS[table]
    values = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return dict(zip(columns, values, strict=True))


def _make_tree(rows: Rows, present: Zielbaum | None = None) -> Zielbaum:
    """Make the tree of these rows; with ``present`` they are what differs from it, None for what was not there."""
    changed = {row_id for _table, row_id in rows}
    nodes = [] if present is None else [node for node in present.nach_id.values() if node.id not in changed]
    roots = [node.id for node in nodes if node.ebene is Ebene.PROGRAMM]
    roots = sorted(
        [*roots, *(row_id for (table, row_id), row in rows.items() if table == "programm" and row is not None)]
    )
    nodes += [
        _node(_EBENE[table], row, roots[0])
        for (table, row_id), row in rows.items()
        if row is not None and row_id not in roots[1:]
    ]
    return make_zielbaum(nodes)


def _node(ebene: Ebene, row: Mapping[str, Any], root_id: str) -> Knoten:
    if ebene is Ebene.PROGRAMM:
        return Knoten(row["id"], ebene, None, row["name"])
    is_massnahme = ebene is Ebene.MASSNAHME
    parent = root_id
    for column in _PARENTS[ebene]:
        if row[column]:
            parent = row[column]
            break
    return Knoten(
        row["id"],
        ebene,
        parent,
        row["titel"],
        row["gewicht"],
        row["fortschritt"] if is_massnahme else 0,
        _STATUS[row["status"]] if is_massnahme else None,
        bool(row["beispiel"]),
        is_massnahme and bool(row["zuordnung_angenommen"]),
        row["ordnung"],
        row.get("einschaetzung"),  # what was deleted before there was one has none
    )


_EBENE = {ebene.value: ebene for ebene in Ebene}
_STATUS = {status.value: status for status in MassnahmeStatus}
"""The members by what is stored; asking the class for each of thousands takes longer than all the rest of a node."""


def _active_sprint(connection: sqlite3.Connection) -> SprintRef | None:
    row = connection.execute("SELECT id, jahr, quartal, beginn, ende FROM sprint WHERE status = 'aktiv'").fetchone()
    if row is None:
        return None
    row_id, jahr, quartal, beginn, ende = row
    return SprintRef(row_id, Quartal(jahr, quartal), date.fromisoformat(beginn), date.fromisoformat(ende), True)


def _zielbilder(
    connection: sqlite3.Connection,
    tree: Zielbaum,
    teams: Mapping[str, list[TeamStand]],
    numbers: Mapping[str, str],
) -> tuple[ZielbildStand, ...]:
    closing = step_of_last_closing(connection)
    before = None if closing is None else zielbaum_after(connection, closing, tree)
    subtitles = dict(connection.execute("SELECT id, untertitel FROM zielbild"))
    counts = _massnahmen_below(tree)
    stands = []
    for node in tree.knoten:
        if node.ebene is not Ebene.ZIELBILD:
            continue
        old = None if before is None else before.fortschritt.get(node.id)
        progress = tree.fortschritt[node.id]
        stands.append(
            ZielbildStand(
                id=node.id,
                titel=node.titel,
                untertitel=subtitles[node.id],
                wert=progress.wert,
                vorher=None if old is None else old.wert,
                massnahmen=counts.get(node.id, 0),
                ausgelassen=progress.ausgelassen_gesamt,
                teams=tuple(teams.get(node.id, ())),
                beschluss=numbers.get(node.id, ""),
            )
        )
    return tuple(stands)


def _massnahmen_below(tree: Zielbaum) -> dict[str, int]:
    counts: dict[str, int] = {}
    for node in reversed(tree.knoten):
        own = counts.get(node.id, 0) + (node.ebene is Ebene.MASSNAHME)
        if node.eltern_id is not None:
            counts[node.eltern_id] = counts.get(node.eltern_id, 0) + own
    return counts


def _teams(connection: sqlite3.Connection, sprint: SprintRef) -> dict[str, list[TeamStand]]:
    found: dict[str, list[TeamStand]] = {}
    rows = connection.execute(
        "SELECT t.zielbild_id, t.name, m.titel, a.sprintziel, count(c.id), count(c.id) FILTER (WHERE c.spalte = 'fertig'),"
        " count(c.id) FILTER (WHERE c.spalte = 'blockiert')"
        " FROM auftrag a JOIN sprintteam t ON t.id = a.sprintteam_id JOIN massnahme m ON m.id = a.massnahme_id"
        " LEFT JOIN aufgabe c ON c.auftrag_id = a.id AND c.archiviert = 0"
        " WHERE a.sprint_id = ? GROUP BY a.id ORDER BY t.ordnung, a.ordnung, a.id",
        (sprint.id,),
    )
    for zielbild_id, team, massnahme, goal, total, done, blocked in rows:
        found.setdefault(zielbild_id or "", []).append(TeamStand(team, massnahme, goal, done, total, blocked))
    return found


def _numbers(connection: sqlite3.Connection, sprint: SprintRef) -> dict[str, str]:
    rows = connection.execute(
        f"SELECT zielbild_id, jahr, nummer FROM entscheidung WHERE sprint_id = ? AND status IN {GEFALLEN}",
        (sprint.id,),
    )
    return {
        zielbild_id: _("vertagt") if nummer is None else beschlussnummer(jahr, nummer)
        for zielbild_id, jahr, nummer in rows
    }
