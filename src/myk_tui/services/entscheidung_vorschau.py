"""The preview of a closing: it is done for real inside a transaction that is taken back, and described here."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from myk_tui.domain.begriffe import IdeeStatus, MassnahmeStatus, TeamStatus, UnterstuetzungArt, label
from myk_tui.domain.entscheidung import Sprintabschluss
from myk_tui.domain.entscheidung_vorschau import Bild, Vorschau, became
from myk_tui.i18n import _, ngettext
from myk_tui.storage import tables as t
from myk_tui.storage.journal import Writer

Row = Mapping[str, Any]
Pairs = dict[str, list[tuple[Row | None, Row]]]


def picture_of(writer: Writer, abschluss: Sprintabschluss) -> Vorschau:
    """Return what the running transaction has changed, place by place."""
    changed = _pairs(writer)
    steps = tuple(f"{each.zielbild}: {each.schritt.satz}" for each in abschluss.entscheidungen if each.schritt.was)
    return Vorschau(
        (
            Bild(_("Zielbaum"), tuple(_massnahmen(writer, changed))),
            Bild(_("Sprintboard"), tuple(_board(writer, changed, abschluss))),
            Bild(_("Sprintteams"), tuple(_teams(writer, changed))),
            Bild(_("Ideenspeicher"), tuple(_ideen(changed))),
            Bild(_("Unterstützung"), tuple(_needs(writer, changed))),
            *([Bild(_("Nächste formale Schritte"), steps)] if steps else []),
        )
    )


def _pairs(writer: Writer) -> Pairs:
    """Return per table (row before or None, row now) of everything that was added or changed, in order."""
    before: dict[tuple[str, str], dict[str, Any] | None] = {}
    for change in writer.changes:
        key = (change.table.name, change.row_id)
        if key not in before:
            before[key] = None if change.before is None else dict(change.before)
            continue
        known = before[key]
        if known is not None and change.before is not None:
            before[key] = {**change.before, **known}
    found: Pairs = {}
    for (table, row_id), was in before.items():
        now = writer.row(t.BY_NAME[table], row_id)
        if now is not None:
            found.setdefault(table, []).append((None if was is None else {**now, **was}, now))
    return found


def _massnahmen(writer: Writer, changed: Pairs) -> list[str]:
    lines = []
    for before, now in changed.get("massnahme", ()):
        state = label(MassnahmeStatus(now["status"]))
        if before is None:
            place = _title(writer, "loesung", now["loesung_id"]) or _title(writer, "zielbild", now["zielbild_id"])
            text = _("+ neue Maßnahme „{titel}“ unter „{ort}“, Stand {stand}")
            lines.append(text.format(titel=now["titel"], ort=place, stand=state))
            continue
        parts = []
        if before["status"] != now["status"]:
            parts.append(became(_("Stand"), label(MassnahmeStatus(before["status"])), state))
        if before["fortschritt"] != now["fortschritt"]:
            parts.append(became(_("Fortschritt"), f"{before['fortschritt']} %", f"{now['fortschritt']} %"))
        if parts:
            lines.append(f"„{now['titel']}“: " + ", ".join(parts))
    return lines


def _board(writer: Writer, changed: Pairs, abschluss: Sprintabschluss) -> list[str]:
    lines = [_("Sprint {alt} → {neu}").format(alt=abschluss.sprint.name, neu=abschluss.naechster.name)]
    cards = [now for before, now in changed.get("aufgabe", ()) if before is None]
    new = [now for before, now in changed.get("auftrag", ()) if before is None]
    had = {
        (zeile.team_id, zeile.alt.massnahme_id): zeile
        for decision in abschluss.entscheidungen
        for zeile in decision.zeilen
        if zeile.alt is not None
    }
    for auftrag in new:
        stays = had.pop((auftrag["sprintteam_id"], auftrag["massnahme_id"]), None)
        name = f"{_title(writer, 'sprintteam', auftrag['sprintteam_id'], 'name')} · " + _title(
            writer, "massnahme", auftrag["massnahme_id"]
        )
        own = [card for card in cards if card["auftrag_id"] == auftrag["id"]]
        moved = sum(card["herkunft_aufgabe_id"] is not None for card in own)
        parts = [_("Bahn geht weiter") if stays else _("neue Bahn")]
        if moved:
            parts.append(ngettext("{n} Karte geht mit", "{n} Karten gehen mit", moved).format(n=moved))
        if len(own) > moved:
            fresh = len(own) - moved
            parts.append(ngettext("{n} neue Karte", "{n} neue Karten", fresh).format(n=fresh))
        if auftrag["schwerpunkt"]:
            parts.append(_("Schwerpunkt"))
        if auftrag["sprintziel"]:
            parts.append(_("Ziel: {ziel}").format(ziel=auftrag["sprintziel"]))
        lines.append(f"{'=' if stays else '+'} {name}: " + ", ".join(parts))
    for zeile in had.values():
        if zeile.alt is not None:
            lines.append(_("− {team} · {titel}: Bahn fällt weg").format(team=zeile.team, titel=zeile.alt.massnahme))
    return lines


def _teams(writer: Writer, changed: Pairs) -> list[str]:
    members = Counter(now["sprintteam_id"] for before, now in changed.get("mitglied", ()) if before is None)
    going = [
        f"„{_title(writer, 'sprintteam', team_id, 'name')}“: "
        + ngettext("{n} Mitglied geht mit", "{n} Mitglieder gehen mit", count).format(n=count)
        for team_id, count in members.items()
    ]
    return _states(changed, "sprintteam", "name", lambda word: label(TeamStatus(word))) + going


def _ideen(changed: Pairs) -> list[str]:
    new = [
        _("+ zurück im Ideenspeicher: „{titel}“").format(titel=now["titel"])
        for before, now in changed.get("idee", ())
        if before is None
    ]
    return new + _states(changed, "idee", "titel", lambda word: label(IdeeStatus(word)))


def _states(changed: Pairs, table: str, name: str, word: Callable[[str], str]) -> list[str]:
    return [
        f"„{now[name]}“: " + became(_("Stand"), word(before["status"]), word(now["status"]))
        for before, now in changed.get(table, ())
        if before is not None and before["status"] != now["status"]
    ]


def _needs(writer: Writer, changed: Pairs) -> list[str]:
    return [
        _("+ Bitte von {team}: {titel} ({art})").format(
            team=_title(writer, "sprintteam", now["sprintteam_id"], "name"),
            titel=now["titel"],
            art=label(UnterstuetzungArt(now["art"])),
        )
        for before, now in changed.get("unterstuetzung", ())
        if before is None
    ]


def _title(writer: Writer, table: str, row_id: str | None, column: str = "titel") -> str:
    row = None if row_id is None else writer.row(t.BY_NAME[table], row_id)
    return "" if row is None else str(row[column])
