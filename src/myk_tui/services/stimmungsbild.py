"""Use cases of the Stimmungsbild: which method, what was counted, when the room sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import EntscheidungStatus, Methode, Wahl
from myk_tui.domain.entscheidung import Kandidat, Zeile
from myk_tui.domain.entscheidung_stimmen import keeps
from myk_tui.domain.felder import every_field, field_by_field
from myk_tui.domain.stimmungsbild import (
    OPTIONS_MAX,
    PEOPLE_MAX,
    UNCHANGED,
    Stimmungsbild,
    check,
    check_people,
    points_by_half,
)
from myk_tui.domain.stimmungsbild_daten import dump_bild, read_bild
from myk_tui.domain.stimmungsbild_eingabe import parse_count
from myk_tui.domain.stimmungsbild_konsent import confirm, integrate, next_stage, with_objection, with_proposal
from myk_tui.domain.stimmungsbild_regeln import Gleichstand, Mehrheit
from myk_tui.domain.text import ZEILE_MAX, clean_line, clean_text
from myk_tui.domain.zahlen import parse_int
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.services.entscheidung import require_draft
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.bewertung import load_kriterien, load_werte
from myk_tui.storage.queries.stimmungsbild import (
    Auswahlpunkt,
    attendance,
    chosen_proposal,
    options_of,
    takeable,
)

TICKED = "angekreuzt"
"""Under which key the wizard keeps which candidates were ticked for comparing."""


class StimmungsbildService:
    """Ask the round, count, reveal; only while the decision is a draft."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_bild(self, entscheidung_id: str) -> Stimmungsbild:
        """Return what was asked and counted so far; raises NotFound."""
        with self._database.read() as connection:
            return _bild(require_row(connection, t.entscheidung, entscheidung_id))

    def load_anwesend(self) -> int | None:
        """Return how many people the running meeting counts; None if nobody counted."""
        with self._database.read() as connection:
            return attendance(connection)

    def load_vorschlag(self, entscheidung_id: str) -> str:
        """Return the choices made so far as a proposal, a line per team; empty while nothing is chosen."""
        with self._database.read() as connection:
            return chosen_proposal(connection, entscheidung_id)

    def load_uebernahme(self, entscheidung_id: str, zeile: Zeile, option: str) -> tuple[Wahl, Kandidat | None]:
        """Return what an option means as the choice of a team: carry on, or switch to a Maßnahme or idea.

        Raises RuleViolation if the wording names nothing the team could take up, or several.
        """
        if keeps(zeile, option):
            if zeile.alt is None:
                raise RuleViolation(
                    _("{team} hatte keine Maßnahme, die es weiterverfolgen kann.").format(team=zeile.team)
                )
            return Wahl.WEITERVERFOLGEN, None
        ticked = self._ticked(entscheidung_id)
        with self._database.read() as connection:
            row = require_row(connection, t.entscheidung, entscheidung_id)
            found = [each for each in takeable(connection, row, zeile, ticked) if each.titel == option]
        if not found:
            raise RuleViolation(
                _("„{option}“ ist keine offene Maßnahme oder Idee. Bitte auf der Seite des Teams wählen.").format(
                    option=option
                )
            )
        if len(found) > 1:
            raise RuleViolation(
                _("„{option}“ gibt es mehrfach. Bitte auf der Seite des Teams wählen.").format(option=option)
            )
        return Wahl.WECHSELN, found[0]

    def choose_methode(self, entscheidung_id: str, methode: Methode) -> None:
        """Begin with a method: what is up for choice stands there, the people are those who were counted.

        What another method had counted is given up, undo brings it back.
        """
        ticked = self._ticked(entscheidung_id)
        with self._database.write(_("Methode gewählt")) as writer:
            row = require_draft(writer, entscheidung_id)
            if row.methode == methode.value and row.methode_daten:
                return
            self._store(writer, entscheidung_id, _begin(writer.connection, row, methode, ticked))

    def record_regel(self, entscheidung_id: str, werte: Mapping[str, str], *, mehr_als_gezaehlt: bool = False) -> None:
        """Set anwesend, punkte, haeufeln (ja, nein), mehrheit, enthaltungen (ja, nein), gleichstand and the options
        (one per line) as typed.

        Numbers stay with their option as long as it keeps its wording, and are
        hidden again. More people than the meeting counts are refused unless
        ``mehr_als_gezaehlt``. Raises RuleViolations naming the fields.
        """  # noqa: D205
        with self._database.write(_("Stimmungsbild vorbereitet")) as writer:
            bild = self._open(writer, entscheidung_id)
            kept = dict(zip(bild.optionen, bild.werte, strict=False))
            people, points, options = _rule(bild, werte)
            changed = replace(
                bild,
                anwesend=people,
                punkte=points or 0,
                haeufeln=werte.get("haeufeln", "nein") == "ja",
                mehrheit=Mehrheit(werte.get("mehrheit", bild.mehrheit)),
                enthaltungen=werte.get("enthaltungen", "ja" if bild.enthaltungen else "nein") == "ja",
                gleichstand=Gleichstand(werte.get("gleichstand", bild.gleichstand)),
                optionen=options,
                werte=tuple(kept.get(option, ()) for option in options) if any(bild.werte) else (),
            )
            with every_field() as field:
                with field():
                    check(changed)
                if not mehr_als_gezaehlt:
                    with field():
                        check_people(people, attendance(writer.connection))
            self._store(writer, entscheidung_id, replace(changed, aufgedeckt=bild.aufgedeckt and changed == bild))

    def record_werte(self, entscheidung_id: str, werte: Mapping[str, str]) -> None:
        """Write the numbers as typed, by the keys of ``zahlfelder``; empty means not counted yet.

        A recount is hidden until it is revealed again. Raises RuleViolations naming every wrong field.
        """
        with self._database.write(_("Stimmen gezählt")) as writer:
            bild = self._open(writer, entscheidung_id)
            counted = parse_count(bild, werte)
            if counted != bild:
                self._store(writer, entscheidung_id, replace(counted, aufgedeckt=False))

    def record_vorschlag(self, entscheidung_id: str, vorschlag: str) -> None:
        """Write the proposal of a Konsent."""
        text = clean_text(vorschlag, feld="vorschlag", name=_("Vorschlag"))
        if not text:
            raise RuleViolation(_("Bitte den Vorschlag eintragen, über den gesprochen wird."), feld="vorschlag")
        with self._database.write(_("Vorschlag festgehalten")) as writer:
            self._store(writer, entscheidung_id, with_proposal(self._open(writer, entscheidung_id), text))

    def advance_konsent(self, entscheidung_id: str) -> None:
        """Go on to the next stage of a Konsent, up to the question for objections."""
        with self._database.write(_("Nächste Stufe des Konsents")) as writer:
            self._store(writer, entscheidung_id, next_stage(self._open(writer, entscheidung_id)))

    def confirm_konsent(self, entscheidung_id: str) -> None:
        """Write down that objections were asked for and nobody has one; raises RuleViolation while one stands."""
        with self._database.write(_("Kein Einwand (gefragt)")) as writer:
            self._store(writer, entscheidung_id, confirm(self._open(writer, entscheidung_id)))

    def integrate_einwaende(self, entscheidung_id: str, werte: Mapping[str, str]) -> None:
        """Answer the objections that stand by a changed proposal; with it the next round begins.

        ``werte`` as typed: vorschlag, antwort-0, antwort-1 … Raises RuleViolations naming the fields.
        """
        with self._database.write(_("Einwände integriert, neue Runde")) as writer:
            bild = self._open(writer, entscheidung_id)
            keys = [f"antwort-{place}" for place, _einwand in enumerate(bild.stehende)]
            words = _words({key: werte.get(key, "") for key in ("vorschlag", *keys)})
            self._store(writer, entscheidung_id, integrate(bild, words["vorschlag"], [words[key] for key in keys]))

    def record_einwand(self, entscheidung_id: str, place: int, text: str, loesung: str, *, geloest: bool) -> None:
        """Write an objection of a Konsent; ``place`` after the last adds one, an empty text removes one that is there.

        Raises RuleViolations if it is empty or solved without saying how, NotFound if it is gone.
        """
        words = _words({"text": text, "loesung": loesung})
        with self._database.write(_("Einwand festgehalten")) as writer:
            bild = self._open(writer, entscheidung_id)
            self._store(
                writer, entscheidung_id, with_objection(bild, place, words["text"], words["loesung"], geloest=geloest)
            )

    def reveal(self, entscheidung_id: str) -> None:
        """Show the numbers to the room; raises RuleViolation while something is not counted."""
        with self._database.write(_("Stimmungsbild aufgedeckt")) as writer:
            bild = self._open(writer, entscheidung_id)
            if not bild.vollstaendig:
                raise RuleViolation(_("Noch nicht alles gezählt. Mit z die Zahlen eintragen."))
            self._store(writer, entscheidung_id, replace(bild, aufgedeckt=True))

    def _open(self, writer: Writer, entscheidung_id: str) -> Stimmungsbild:
        return _bild(require_draft(writer, entscheidung_id))

    def _store(self, writer: Writer, entscheidung_id: str, bild: Stimmungsbild) -> None:
        values = {"methode": bild.methode.value, "methode_daten": dump_bild(bild)}
        writer.update(t.entscheidung, entscheidung_id, **values)

    def _ticked(self, entscheidung_id: str) -> tuple[str, ...]:
        """Return the ids of the candidates that were ticked on the pages of this decision."""
        kept = self._database.remembered(TICKED)
        if not isinstance(kept, dict) or kept.get("entscheidung") != entscheidung_id:
            return ()
        ids = kept.get("ids")
        return tuple(each for each in ids if isinstance(each, str)) if isinstance(ids, list) else ()


@field_by_field
def _words(werte: Mapping[str, str]) -> dict[str, str]:
    """Read proposal, objection and answers of a Konsent; only a proposal has several lines."""
    names = {"text": _("Einwand"), "loesung": _("Wie gelöst?")}
    return {
        feld: clean_text(text, feld=feld, name=_("Vorschlag"))
        if feld == "vorschlag"
        else clean_line(text, feld=feld, name=names.get(feld, _("Antwort")), maximum=ZEILE_MAX)
        for feld, text in werte.items()
    }


def _bild(row: Any) -> Stimmungsbild:
    decided = row.status in (EntscheidungStatus.BESCHLOSSEN, EntscheidungStatus.KORRIGIERT)
    return read_bild(row.methode, row.methode_daten, beschlossen=decided)


def _begin(connection: sa.Connection, row: Any, methode: Methode, ticked: Sequence[str]) -> Stimmungsbild:
    people = attendance(connection)
    if methode is Methode.OHNE:
        return Stimmungsbild(methode, people)
    if methode is Methode.KONSENT:
        return Stimmungsbild(methode, people, vorschlag=chosen_proposal(connection, row.id))
    found = options_of(connection, row, ticked, einzeln=methode is Methode.HANDZEICHEN)[: OPTIONS_MAX - 1]
    options = tuple(punkt.text for punkt in found)
    if methode is Methode.KONSENSIEREN:
        options = (*options, _(UNCHANGED))
    if methode is Methode.KRITERIEN:
        return _with_scores(connection, Stimmungsbild(methode, people, options), found)
    return Stimmungsbild(methode, people, options, punkte=points_by_half(len(options)))


def _with_scores(connection: sa.Connection, bild: Stimmungsbild, found: Sequence[Auswahlpunkt]) -> Stimmungsbild:
    """Take over criteria and weights, and the scores that ideas have already."""
    scored = [kriterium for kriterium in load_kriterien(connection) if not kriterium.ko]
    if not scored:
        raise RuleViolation(_("Es gibt noch keine Kriterien. Im Ideenspeicher mit W festlegen."))
    rows = []
    for punkt in found:
        known = {} if punkt.idee_id is None else load_werte(connection, punkt.idee_id)
        complete = all(kriterium.id in known for kriterium in scored)
        rows.append(tuple(known[kriterium.id] for kriterium in scored) if complete else ())
    weights = tuple((kriterium.name, kriterium.gewicht) for kriterium in scored)
    return replace(bild, kriterien=weights, werte=tuple(rows) if any(rows) else ())


def _rule(bild: Stimmungsbild, werte: Mapping[str, str]) -> tuple[int | None, int | None, tuple[str, ...]]:
    """Read how many vote, the points of each, and what is up for choice."""
    typed = werte.get("anwesend", "")
    with every_field() as field:
        with field():
            people = parse_int(typed, feld="anwesend", name=_("Wie viele stimmen ab?"), low=1, high=PEOPLE_MAX)
        with field():
            points = parse_int(werte.get("punkte", ""), feld="punkte", name=_("Punkte"), low=1, high=99)
        with field():
            options = _options(werte.get("optionen", "\n".join(bild.optionen)))
    return people, points, options


def _options(text: str) -> tuple[str, ...]:
    lines = [clean_line(line, feld="optionen", name=_("Auswahl"), maximum=ZEILE_MAX) for line in text.splitlines()]
    options = [line for line in lines if line]
    if len(options) > OPTIONS_MAX:
        raise RuleViolation(_("Bitte höchstens {n} Zeilen zur Auswahl.").format(n=OPTIONS_MAX), feld="optionen")
    if len(set(options)) < len(options):
        raise RuleViolation(_("Jede Zeile darf nur einmal vorkommen."), feld="optionen")
    return tuple(options)
