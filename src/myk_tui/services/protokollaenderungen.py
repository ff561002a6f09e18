"""What has changed about a meeting since its minutes were given out, for the next version of them."""

from dataclasses import replace

import sqlalchemy as sa

from myk_tui.domain.protokollaenderungen import told_decision
from myk_tui.domain.seitdem import Aenderung
from myk_tui.domain.seitdem_zeilen import subject_place
from myk_tui.storage.journal import latest
from myk_tui.storage.queries.aenderungen import load_worte
from myk_tui.storage.queries.protokoll_aenderungen import load_staende
from myk_tui.storage.queries.seitdem import load_aenderungen, load_titles, load_way_up, step_of_version

UNSAID = {"interne_notiz", "protokoll_version", "ordnung", "erledigt"}
"""Columns whose change is no correction of the minutes: an agreement that was kept was still made."""


def changes_of_meeting(connection: sa.Connection, treffen_id: str, version: int) -> tuple[str, ...]:
    """Return what has changed about a meeting and its decisions since its minutes had this version, from what to what."""
    since, last = step_of_version(connection, treffen_id, version), latest(connection)
    if since is None or last is None:
        return ()
    changes, _many = load_aenderungen(connection, since, int(last.nr))
    rows = load_way_up(connection, changes)
    told, decisions = [], []
    for change in changes:
        table, row_id = subject_place(change, rows)
        if table == "entscheidung":
            decisions.append(change)
        elif (table, row_id) == ("treffen", treffen_id) or _is_news_of(change, treffen_id):
            told += [public] if (public := _public(change)) else []
    return (*load_worte(connection, told), *_told_decisions(connection, treffen_id, decisions))


def _told_decisions(connection: sa.Connection, treffen_id: str, changes: list[Aenderung]) -> list[str]:
    if not changes:
        return []
    found = load_staende(connection, changes)
    named = [
        Aenderung(table, str(row["id"]), row, row, row)
        for pair in found
        for stand in pair
        for table, rows in (("entscheidung", [stand.row]), ("entscheidung_zeile", stand.zeilen))
        for row in rows
        if row is not None
    ]
    titles = load_titles(connection, named, {})
    return [line for then, now in found for line in told_decision(then, now, treffen_id, titles)]


def _is_news_of(change: Aenderung, treffen_id: str) -> bool:
    """Whether a change is about a Neuigkeit this meeting has seen, or had; elsewhere each is told by itself."""
    seen_by = (change.zeile.get("treffen_id"), (change.vorher or {}).get("treffen_id"))
    return change.tabelle == "neuigkeit" and treffen_id in seen_by


def _public(change: Aenderung) -> Aenderung | None:
    """Return a change without what no minutes say; None if nothing is left of it."""
    if change.aufgehoben:
        return None
    if change.vorher is None or change.nachher is None:
        return change
    said = change.vorher.keys() - UNSAID
    if not said:
        return None
    before, after = ({name: row.get(name) for name in said} for row in (change.vorher, change.nachher))
    return replace(change, vorher=before, nachher=after)
