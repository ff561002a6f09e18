"""Use cases of the Stimmungsbild: which method, what was counted, when the room sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.stimmungsbild import (
    OPTIONS_MAX,
    PEOPLE_MAX,
    UNCHANGED,
    Einwand,
    Stimmungsbild,
    check,
    dump_bild,
    parse_werte,
    points_by_half,
    read_bild,
)
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.domain.zahlen import parse_int
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.i18n import _
from myk_tui.services.entscheidung import require_draft
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.bewertung import load_kriterien, load_werte
from myk_tui.storage.queries.stimmungsbild import attendance, candidates


class StimmungsbildService:
    """Ask the round, count, reveal; only while the decision is a draft."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_bild(self, entscheidung_id: str) -> Stimmungsbild:
        """Return what was asked and counted so far; raises NotFound."""
        with self._database.read() as connection:
            row = require_row(connection, t.entscheidung, entscheidung_id)
            return read_bild(row.methode, row.methode_daten)

    def choose_methode(self, entscheidung_id: str, methode: Methode) -> None:
        """Begin with a method: its options are what is up for choice, the people are those who were counted.

        What another method had counted is given up, undo brings it back.
        """
        with self._database.write(_("Methode gewählt")) as writer:
            row = require_draft(writer, entscheidung_id)
            if row.methode == methode.value and row.methode_daten:
                return
            self._store(writer, entscheidung_id, _begin(writer.connection, entscheidung_id, methode))

    def record_regel(self, entscheidung_id: str, werte: Mapping[str, str]) -> None:
        """Set anwesend, punkte, haeufeln (ja, nein) and the options (one per line) as typed.

        Numbers stay with their option as long as it keeps its wording. Raises RuleViolation naming the field.
        """
        with self._database.write(_("Stimmungsbild vorbereitet")) as writer:
            bild = self._open(writer, entscheidung_id)
            options = _options(werte.get("optionen", "\n".join(bild.optionen)))
            kept = dict(zip(bild.optionen, bild.werte, strict=False))
            changed = replace(
                bild,
                anwesend=parse_int(
                    werte.get("anwesend", ""), feld="anwesend", name=_("Anwesende"), low=1, high=PEOPLE_MAX
                ),
                punkte=parse_int(werte.get("punkte", ""), feld="punkte", name=_("Punkte"), low=1, high=99) or 0,
                haeufeln=werte.get("haeufeln", "nein") == "ja",
                optionen=options,
                werte=tuple(kept.get(option, ()) for option in options) if any(bild.werte) else (),
            )
            check(changed)
            self._store(writer, entscheidung_id, changed)

    def record_werte(self, entscheidung_id: str, werte: Mapping[str, str]) -> None:
        """Write the numbers as typed, by ``option-0``, ``option-1`` …; empty means not counted yet.

        Raises RuleViolation naming the option whose numbers cannot be true.
        """
        with self._database.write(_("Stimmen gezählt")) as writer:
            bild = self._open(writer, entscheidung_id)
            numbers = tuple(
                parse_werte(bild, number, werte.get(f"option-{number}", "")) for number in range(len(bild.optionen))
            )
            counted = replace(bild, werte=numbers if any(numbers) else ())
            check(counted)
            self._store(writer, entscheidung_id, counted)

    def record_vorschlag(self, entscheidung_id: str, vorschlag: str, runde: str) -> None:
        """Write the proposal of a Konsent and in which round it is."""
        text = clean_text(vorschlag, feld="vorschlag", name=_("Vorschlag"))
        if not text:
            raise RuleViolation(_("Bitte den Vorschlag eintragen, über den gesprochen wird."), feld="vorschlag")
        number = parse_int(runde, feld="runde", name=_("Runde"), low=1, high=99)
        with self._database.write(_("Vorschlag festgehalten")) as writer:
            bild = self._open(writer, entscheidung_id)
            self._store(writer, entscheidung_id, replace(bild, vorschlag=text, runde=number or bild.runde))

    def record_einwand(self, entscheidung_id: str, place: int, text: str, loesung: str, *, geloest: bool) -> None:
        """Write an objection of a Konsent; ``place`` after the last adds one, an empty text removes it.

        Raises RuleViolation if it is solved without saying how, NotFound if it is gone.
        """
        words = clean_line(text, feld="text", name=_("Einwand"), maximum=500)
        answer = clean_line(loesung, feld="loesung", name=_("Wie gelöst?"), maximum=500)
        if words and geloest and not answer:
            raise RuleViolation(_("Wie wurde der Einwand gelöst? Bitte eintragen."), feld="loesung")
        with self._database.write(_("Einwand festgehalten")) as writer:
            bild = self._open(writer, entscheidung_id)
            found = list(bild.einwaende)
            if place > len(found):
                raise NotFound(_("Diesen Einwand gibt es nicht mehr."))
            found[place : place + 1] = [Einwand(words, answer, geloest)] if words else []
            self._store(writer, entscheidung_id, replace(bild, einwaende=tuple(found)))

    def reveal(self, entscheidung_id: str) -> None:
        """Show the numbers to the room; raises RuleViolation while something is not counted."""
        with self._database.write(_("Stimmungsbild aufgedeckt")) as writer:
            bild = self._open(writer, entscheidung_id)
            if not bild.vollstaendig:
                raise RuleViolation(_("Noch nicht alles gezählt. Mit z die Zahlen eintragen."))
            self._store(writer, entscheidung_id, replace(bild, aufgedeckt=True))

    def _open(self, writer: Writer, entscheidung_id: str) -> Stimmungsbild:
        row = require_draft(writer, entscheidung_id)
        return read_bild(row.methode, row.methode_daten)

    def _store(self, writer: Writer, entscheidung_id: str, bild: Stimmungsbild) -> None:
        values = {"methode": bild.methode.value, "methode_daten": dump_bild(bild)}
        writer.update(t.entscheidung, entscheidung_id, **values)


def _begin(connection: sa.Connection, entscheidung_id: str, methode: Methode) -> Stimmungsbild:
    found = candidates(connection, entscheidung_id)
    people = attendance(connection)
    if methode in (Methode.OHNE, Methode.KONSENT):
        return Stimmungsbild(methode, people)
    options = tuple(title for title, _idea in found)
    if methode is Methode.KONSENSIEREN:
        options = (*options, _(UNCHANGED))
    if methode is Methode.KRITERIEN:
        return _with_scores(connection, Stimmungsbild(methode, people, options), found)
    return Stimmungsbild(methode, people, options, punkte=points_by_half(len(options)))


def _with_scores(
    connection: sa.Connection, bild: Stimmungsbild, found: Sequence[tuple[str, str | None]]
) -> Stimmungsbild:
    """Take over criteria and weights, and the scores that ideas have already."""
    scored = [kriterium for kriterium in load_kriterien(connection) if not kriterium.ko]
    if not scored:
        raise RuleViolation(_("Es gibt noch keine Kriterien. Im Ideenspeicher mit W festlegen."))
    rows = []
    for _title, idea in found:
        known = {} if idea is None else load_werte(connection, idea)
        complete = all(kriterium.id in known for kriterium in scored)
        rows.append(tuple(known[kriterium.id] for kriterium in scored) if complete else ())
    weights = tuple((kriterium.name, kriterium.gewicht) for kriterium in scored)
    return replace(bild, kriterien=weights, werte=tuple(rows) if any(rows) else ())


def _options(text: str) -> tuple[str, ...]:
    lines = [clean_line(line, feld="optionen", name=_("Auswahl"), maximum=200) for line in text.splitlines()]
    options = [line for line in lines if line]
    if len(options) > OPTIONS_MAX:
        raise RuleViolation(_("Bitte höchstens {n} Zeilen zur Auswahl.").format(n=OPTIONS_MAX), feld="optionen")
    if len(set(options)) < len(options):
        raise RuleViolation(_("Jede Zeile darf nur einmal vorkommen."), feld="optionen")
    return tuple(options)
