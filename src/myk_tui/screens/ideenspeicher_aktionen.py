"""What is done with the idea under the cursor."""

from textual import on

from myk_tui.domain.begriffe import Groesse, IdeeStatus, label
from myk_tui.domain.ideenspeicher import BY_HAND, Idee, IdeeZeile, next_groesse
from myk_tui.domain.zuordnung import Vorschlag
from myk_tui.i18n import _
from myk_tui.screens.detailschirm import Filterschirm
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.screens.ideenspeicher_felder import idee_felder
from myk_tui.screens.ideenspeicher_zeilen import MARKS, describe_vorschlag
from myk_tui.widgets.zeilenliste import Zeilenliste

ON_AN_OPEN_IDEA = (
    "status",
    "uebernehmen",
    "loeschen",
    "punkten",
    "pruefung",
    "groesse",
    "zuordnen",
    "zuordnung_waehlen",
)
"""Actions that are refused once the idea became a Maßnahme or a Dublette, and are not offered then."""

ON_AN_IDEA = (*ON_AN_OPEN_IDEA, "bearbeiten", "zwillinge")
"""Actions on the idea under the cursor; all of them write."""

ENDED = (IdeeStatus.UEBERNOMMEN, IdeeStatus.DUBLETTE)


def ended_sentence(status: IdeeStatus) -> str:
    """Say why an idea in one of the states ``ENDED`` is not worked on any more."""
    if status is IdeeStatus.DUBLETTE:
        return _("Diese Idee ist eine Dublette. z löst sie wieder.")
    return _("Diese Idee ist als Maßnahme übernommen; weiter geht es dort, im Zielbaum (2).")


def nothing_to_assign(action: str) -> str:
    """Say why there is nothing to accept, or nothing to choose among."""
    if action == "zuordnen":
        return _("Für diese Idee gibt es keinen Vorschlag, wozu sie passt. e öffnet sie.")
    return _("Für diese Idee gibt es nicht mehrere Vorschläge, wozu sie passt. e öffnet sie.")


NO_QUARTER = "offen"
"""Parked without saying until when."""


class Ideenaktionen(Filterschirm):
    """Keys on an idea; the screen says which one is under the cursor.

    The detail follows the cursor a moment later: what it alone knows, an action asks for after ``_follow_cursor``.
    """

    _shown: str | None = None
    _idee: Idee | None = None
    _vorschlaege: tuple[Vorschlag, ...] = ()

    @property
    def _zeile(self) -> IdeeZeile | None:
        """The idea under the cursor, as the list shows it."""
        raise NotImplementedError

    def _follow_cursor(self) -> None:
        """Show the detail of the idea under the cursor, if it is not shown yet."""
        raise NotImplementedError

    @property
    def _current(self) -> str | None:
        zeile = self._zeile
        return None if zeile is None else zeile.id

    @on(Zeilenliste.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Open the idea under the cursor in a form."""
        if self._current is None or not self.may_write():
            return
        with self.reporting():
            idee = self.services.ideenspeicher.load_idee(self._current)
            self.ask(
                FormDialog(
                    _("Idee bearbeiten"),
                    idee_felder(idee, self.services.ideenspeicher),
                    lambda werte: self.services.ideenspeicher.edit_idee(idee.id, werte),
                )
            )

    def action_status(self) -> None:
        """Choose the state of the idea; a refusal asks for the answer, parking for the quarter."""
        if self._current is None:
            return
        idee_id = self._current
        auswahl = [(status.value, f"{MARKS[status][0]} {label(status)}") for status in BY_HAND]

        def chosen(word: str | None) -> None:
            if word == IdeeStatus.ABGELEHNT:
                self._ask_refusal(idee_id)
            elif word == IdeeStatus.ZURUECKGESTELLT:
                self._ask_quarter(idee_id)
            elif word is not None:
                self.attempt(lambda: self.services.ideenspeicher.record_status(idee_id, IdeeStatus(word)))

        self.app.push_screen(PickDialog(_("Stand der Idee"), auswahl), chosen)

    def _ask_refusal(self, idee_id: str) -> None:
        with self.reporting():
            idee = self.services.ideenspeicher.load_idee(idee_id)
            felder = (
                Feld("antwort", _("Antwort an die Ideengebenden: Warum?"), "text", wert=idee.antwort, pflicht=True),
                Feld("wieder_wenn", _("Kommt wieder, wenn … (darf leer bleiben)")),
            )
            self.ask(
                FormDialog(
                    _("Idee ablehnen"),
                    felder,
                    lambda werte: self.services.ideenspeicher.reject_idee(idee_id, werte),
                    einleitung=_("„{titel}“ bleibt mit der Antwort im Speicher.").format(titel=idee.titel),
                    knopf=_("Ablehnen"),
                )
            )

    def _ask_quarter(self, idee_id: str) -> None:
        def chosen(day: str | None) -> None:
            if day is not None:
                self.attempt(lambda: self.services.ideenspeicher.park_idee(idee_id, day.removeprefix(NO_QUARTER)))

        quarters = [(NO_QUARTER, _("ohne Quartal")), *self.services.ideenspeicher.load_quartale()]
        self.app.push_screen(PickDialog(_("Zurückstellen bis …"), quarters), chosen)

    def action_groesse(self) -> None:
        """Say the next rough size."""
        zeile = self._zeile
        if zeile is not None:
            size = next_groesse(Groesse(zeile.groesse) if zeile.groesse else None)
            self.attempt(lambda: self.services.ideenspeicher.record_groesse(zeile.id, size))

    def action_pruefung(self) -> None:
        """Answer the questions of the Förderprüfung."""
        from myk_tui.screens.pruefung import PruefungDialog

        zeile = self._zeile
        if zeile is None or not self.may_write():
            return
        before = self.services.verlauf.last_saved()

        def saved() -> None:
            self.refresh_data()
            self.say_saved(before)

        self.app.push_screen(PruefungDialog(self.services.ideenpruefung, zeile.id, zeile.titel, saved))

    def may_assign(self, action: str) -> bool:
        """Whether there is something to accept, to confirm or to choose among; taken for granted until it is known."""
        if self._shown != self._current:
            return True
        if action == "zuordnen" and self._idee is not None and self._idee.angenommen:
            return True
        return len(self._vorschlaege) > (0 if action == "zuordnen" else 1)

    def action_zuordnen(self) -> None:
        """Take the first suggestion as an assumption, or confirm the assumption."""
        self._follow_cursor()
        idee_id, service = self._current, self.services.zuordnung
        if idee_id is None or self._idee is None:
            return
        if not self.may_assign("zuordnen"):
            self.status.sag(nothing_to_assign("zuordnen"))
            return
        if self._idee.angenommen:
            self.attempt(lambda: service.confirm_platz(idee_id))
        else:
            platz_id = self._vorschlaege[0].platz.id
            self.attempt(lambda: service.assume_platz(idee_id, platz_id))

    def action_zuordnung_waehlen(self) -> None:
        """Choose among the suggestions."""
        self._follow_cursor()
        idee_id = self._current
        if idee_id is None:
            return
        if not self.may_assign("zuordnung_waehlen"):
            self.status.sag(nothing_to_assign("zuordnung_waehlen"))
            return

        def chosen(platz_id: str | None) -> None:
            if platz_id is not None:
                self.attempt(lambda: self.services.zuordnung.assume_platz(idee_id, platz_id))

        auswahl = [(vorschlag.platz.id, describe_vorschlag(vorschlag)) for vorschlag in self._vorschlaege]
        self.app.push_screen(PickDialog(_("Wozu passt die Idee?"), auswahl), chosen)

    def action_uebernehmen(self) -> None:
        """Choose the Lösung under which the idea becomes a Maßnahme."""
        if self._current is None:
            return
        idee_id = self._current
        with self.reporting():
            self._ask_loesung(self.services.ideenspeicher.load_idee(idee_id))

    def _ask_loesung(self, idee: Idee) -> None:
        """Offer first what the idea fits to, then the other Lösungen of its Zielbild, then the rest."""
        auswahl = self.services.zielbaum.load_loesungen()
        auswahl += [
            (key, _("noch ohne Lösung: {zielbild}").format(zielbild=titel))
            for key, titel in self.services.sprintboard.load_zielbilder()
        ]
        near = [key for key in (idee.loesung_id, idee.zielbild_id) if key is not None]
        if idee.zielbild_id is not None:
            near += [key for key, _titel in self.services.zielbaum.load_loesungen(idee.zielbild_id)]
        places = {key: place for place, key in reversed(list(enumerate(near)))}
        auswahl.sort(key=lambda pair: places.get(pair[0], len(near)))

        def chosen(eltern_id: str | None) -> None:
            if eltern_id is not None:
                self.attempt(lambda: self.services.ideenspeicher.take_over_idee(idee.id, eltern_id))

        self.app.push_screen(PickDialog(_("Unter welche Lösung?"), auswahl), chosen)

    def action_loeschen(self) -> None:
        """Delete the idea; undo brings it back."""
        if self._current is not None:
            idee_id = self._current
            self.attempt(lambda: self.services.ideenspeicher.delete_idee(idee_id))

    def action_zwillinge(self) -> None:
        """Offer ideas that are alike for merging."""
        from myk_tui.screens.zwillinge import show_zwillinge

        if self._current is not None:
            show_zwillinge(self, self._current)

    def action_paare(self) -> None:
        """Show all pairs of ideas that are alike."""
        from myk_tui.screens.zwillingspaare import show_paare

        show_paare(self)

    def action_lebenslauf(self) -> None:
        """Tell what became of the idea under the cursor."""
        from myk_tui.screens.lebenslauf import show_lebenslauf

        if self._current is not None:
            show_lebenslauf(self, idee_id=self._current)

    def action_punkten(self) -> None:
        """Score the idea under the cursor."""
        from myk_tui.screens.bewertung import ask_scores

        if self._current is not None:
            ask_scores(self, self._current)

    def action_rangliste(self) -> None:
        """Show the ranking."""
        from myk_tui.screens.bewertung import show_rangliste

        show_rangliste(self)

    def action_gewichte(self) -> None:
        """Agree on the weights."""
        from myk_tui.screens.bewertung import ask_weights

        ask_weights(self)

    def action_kriterien(self) -> None:
        """Agree on the criteria."""
        from myk_tui.screens.kriterien import show_kriterien

        show_kriterien(self)

    def action_einlesen(self) -> None:
        """Read ideas from a table."""
        from myk_tui.screens.ideentabelle import ask_table

        ask_table(self)
