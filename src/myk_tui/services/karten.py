"""Use cases on cards beyond a single one: many at once, checklists, archive."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.clock import to_text
from myk_tui.domain.ordnung import key_at, keys_for
from myk_tui.domain.spaltennamen import read_spaltennamen
from myk_tui.domain.text import TITEL_MAX, clean_line, listed
from myk_tui.domain.zahlen import parse_int
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext
from myk_tui.services.sprintboard import column_of, require_open_aufgabe, require_open_auftrag
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row

CARDS_MAX = 200
"""More cards are not added in one step: nobody works them off in a quarter."""

_PROGRAMM = sa.select(t.programm.c.id).order_by(t.programm.c.id).limit(1)

_TICK = re.compile(r"^\[([xX ])\]\s*")


class KartenService:
    """What is done to many cards in one step, and to what belongs to a card."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_punkte(self, aufgabe_id: str) -> tuple[tuple[str, str, bool], ...]:
        """Return (id, title, done) of the checklist of a card; raises NotFound."""
        with self._database.read() as connection:
            require_row(connection, t.aufgabe, aufgabe_id)
            return tuple((row.id, row.titel, bool(row.erledigt)) for row in _points(connection, aufgabe_id))

    def load_archiv(self, sprint_id: str) -> tuple[tuple[str, str], ...]:
        """Return (id, „Titel · Team“) of the archived cards of a sprint, by title."""
        a = t.aufgabe.c
        query = (
            sa.select(a.id, a.titel, t.sprintteam.c.name)
            .join(t.auftrag, t.auftrag.c.id == a.auftrag_id)
            .join(t.sprintteam, t.sprintteam.c.id == t.auftrag.c.sprintteam_id)
            .where(t.auftrag.c.sprint_id == sprint_id, a.archiviert == 1)
            .order_by(a.titel, a.id)
        )
        with self._database.read() as connection:
            return tuple((row.id, f"{row.titel} · {row.name}") for row in connection.execute(query))

    def rename_spalten(self, werte: Mapping[str, str]) -> None:
        """Call the columns of the board as typed (``spalte_offen`` and so on); an empty name is the usual one.

        Raises RuleViolations naming the fields.
        """
        values = read_spaltennamen(werte)
        with self._database.write(_("Spalten umbenannt")) as writer:
            writer.update(t.programm, writer.connection.scalars(_PROGRAMM).one(), **values)

    def add_karten(self, auftrag_id: str, text: str, spalte: Spalte = Spalte.OFFEN) -> int:
        """Add a card for every line of a list and return how many; raises RuleViolation."""
        titles = [clean_line(line, feld="karten", name=_("Titel"), required=True) for line in listed(text)]
        if not titles:
            raise RuleViolation(_("Bitte je Zeile eine Karte eintragen."), feld="karten")
        if len(titles) > CARDS_MAX:
            raise RuleViolation(_("Bitte höchstens {n} Karten auf einmal.").format(n=CARDS_MAX), feld="karten")
        said = ngettext("{n} Karte angelegt", "{n} Karten angelegt", len(titles)).format(n=len(titles))
        with self._database.write(said) as writer:
            require_open_auftrag(writer, auftrag_id)
            for title in titles:
                self._append(writer, auftrag_id, spalte, titel=title)
        return len(titles)

    def duplicate_karte(self, aufgabe_id: str) -> str:
        """Add a copy of a card with its checklist, nothing ticked, at the end of its column; returns its id."""
        with self._database.write(_("Karte verdoppelt")) as writer:
            require_open_aufgabe(writer, aufgabe_id)
            row = require_row(writer.connection, t.aufgabe, aufgabe_id)
            copied = ("titel", "beschreibung", "wer", "faellig", "blockiert_grund", "blockiert_loest")
            values = {name: row._mapping[name] for name in copied}
            new_id = self._append(writer, row.auftrag_id, Spalte(row.spalte), **values)
            for point in _points(writer.connection, aufgabe_id):
                writer.insert(t.pruefpunkt, aufgabe_id=new_id, titel=point.titel, ordnung=point.ordnung)
            return new_id

    def move_karten(self, karten: Sequence[str], auftrag_id: str, spalte: Spalte, position: int | None = None) -> None:
        """Put cards into a column, in their order; all of them or none.

        ``position`` counts without these cards; None puts them at the end.
        """
        with self._database.write(_many(_("Karten verschoben"), karten)) as writer:
            require_open_auftrag(writer, auftrag_id)
            moved = set(karten)
            for number, card_id in enumerate(karten):
                card = require_open_aufgabe(writer, card_id)
                moved.discard(card_id)
                own = column_of(writer, auftrag_id, spalte)
                keys = [key for other, key in own if other != card_id and (position is None or other not in moved)]
                place = len(keys) if position is None else position + number
                self._put(writer, card, card_id, auftrag_id, spalte, key_at(keys, place))

    def shift_karten(self, karten: Sequence[str], schritt: int) -> None:
        """Carry each card ``schritt`` columns further within its lane; one at the edge stays. All of them or none.

        Raises RuleViolation if none of them can go further.
        """
        columns = list(Spalte)
        with self._database.write(_many(_("Karten verschoben"), karten)) as writer:
            carried = 0
            for card_id in karten:
                card = require_open_aufgabe(writer, card_id)
                place = columns.index(Spalte(card.spalte)) + schritt
                if not 0 <= place < len(columns):
                    continue
                keys = [key for _id, key in column_of(writer, card.auftrag_id, columns[place])]
                self._put(writer, card, card_id, card.auftrag_id, columns[place], key_at(keys, len(keys)))
                carried += 1
            if not carried:
                raise RuleViolation(_("Alle markierten Karten stehen schon am Rand."))

    def _put(self, writer: Writer, card: Any, card_id: str, auftrag_id: str, spalte: Spalte, ordnung: str) -> None:
        values: dict[str, Any] = {"auftrag_id": auftrag_id, "ordnung": ordnung}
        if card.spalte != spalte.value:
            done = self._now() if spalte is Spalte.FERTIG else None
            values |= {"spalte": spalte.value, "spalte_seit": self._now(), "fertig_um": done}
        writer.update(t.aufgabe, card_id, **values)

    def assign_karten(self, karten: Sequence[str], wer: str) -> None:
        """Write who takes care of cards; empty takes it back."""
        who = clean_line(wer, feld="wer", name=_("Wer kümmert sich?"), maximum=500)
        with self._database.write(_many(_("Karten zugeteilt"), karten)) as writer:
            for card_id in karten:
                require_open_aufgabe(writer, card_id)
                writer.update(t.aufgabe, card_id, wer=who)

    def archive_karten(self, karten: Sequence[str]) -> None:
        """Take cards off the board without deleting them."""
        with self._database.write(_many(_("Karten archiviert"), karten)) as writer:
            for card_id in karten:
                require_open_aufgabe(writer, card_id)
                writer.update(t.aufgabe, card_id, archiviert=1)

    def restore_karte(self, aufgabe_id: str) -> None:
        """Bring an archived card back to the end of its column."""
        with self._database.write(_("Karte zurückgeholt")) as writer:
            card = require_open_aufgabe(writer, aufgabe_id, archiviert=True)
            keys = [key for _id, key in column_of(writer, card.auftrag_id, Spalte(card.spalte))]
            writer.update(t.aufgabe, aufgabe_id, archiviert=0, ordnung=key_at(keys, len(keys)))

    def record_punkte(self, aufgabe_id: str, text: str) -> None:
        """Write the checklist of a card, one item per line, „[x]“ in front of what is done.

        Items that keep their wording keep their row.
        """
        wanted = []
        for line in listed(text):
            tick = _TICK.match(line)
            title = clean_line(line[tick.end() :] if tick else line, feld="punkte", name=_("Prüfpunkt"), required=True)
            wanted.append((title, int(tick is not None and tick[1] in "xX")))
        with self._database.write(_("Prüfliste geändert")) as writer:
            require_open_aufgabe(writer, aufgabe_id)
            known: dict[str, list[Any]] = {}
            for row in _points(writer.connection, aufgabe_id):
                known.setdefault(row.titel, []).append(row)
            for (title, done), key in zip(wanted, keys_for(len(wanted)), strict=True):
                if known.get(title):
                    writer.update(t.pruefpunkt, known[title].pop(0).id, erledigt=done, ordnung=key)
                else:
                    writer.insert(t.pruefpunkt, aufgabe_id=aufgabe_id, titel=title, erledigt=done, ordnung=key)
            for rows in known.values():
                for row in rows:
                    writer.delete(t.pruefpunkt, row.id)

    def punkt_to_karte(self, punkt_id: str) -> str:
        """Make a card of an item of a checklist, in the column of its card; returns the id of the new card."""
        with self._database.write(_("Prüfpunkt wird Karte")) as writer:
            punkt = require_row(writer.connection, t.pruefpunkt, punkt_id)
            require_open_aufgabe(writer, punkt.aufgabe_id)
            card = require_row(writer.connection, t.aufgabe, punkt.aufgabe_id)
            column = Spalte.FERTIG if punkt.erledigt else Spalte(card.spalte)
            writer.delete(t.pruefpunkt, punkt_id)
            return self._append(writer, card.auftrag_id, column, titel=punkt.titel[:TITEL_MAX], wer=card.wer)

    def record_grenze(self, auftrag_id: str, grenze: str) -> None:
        """Set how many cards of a lane should be worked on at once; empty means no limit."""
        number = parse_int(grenze, feld="grenze", name=_("Grenze"), low=1, high=99)
        with self._database.write(_("Grenze gesetzt")) as writer:
            require_open_auftrag(writer, auftrag_id)
            writer.update(t.auftrag, auftrag_id, grenze_in_arbeit=number)

    def _append(self, writer: Writer, auftrag_id: str, spalte: Spalte, **values: Any) -> str:
        keys = [key for _id, key in column_of(writer, auftrag_id, spalte)]
        now = self._now()
        return writer.insert(
            t.aufgabe,
            auftrag_id=auftrag_id,
            spalte=spalte.value,
            ordnung=key_at(keys, len(keys)),
            angelegt_um=now,
            spalte_seit=now,
            fertig_um=now if spalte is Spalte.FERTIG else None,
            **values,
        )

    def _now(self) -> str:
        return to_text(self._database.clock.now())


def _points(connection: sa.Connection, aufgabe_id: str) -> list[Any]:
    p = t.pruefpunkt.c
    query = t.pruefpunkt.select().where(p.aufgabe_id == aufgabe_id).order_by(p.ordnung, p.id)
    return list(connection.execute(query).all())


def _many(titel: str, karten: Sequence[str]) -> str:
    return f"{titel} ({len(karten)})"
