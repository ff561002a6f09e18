"""Carrying cards on the board: one or all marked ones, by key or mouse, and what is asked when one gets stuck."""

from textual import on
from textual.binding import Binding, BindingType

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.sprintboard import Karte, show_rest
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.sprintboard_karten import Kartenaktionen
from myk_tui.widgets.brett import Brett


class Blockadedialog(FormDialog):
    """Why a card is stuck and who can free it; Enter skips it, Shift+arrow carries the card on."""

    BINDINGS: list[BindingType] = [
        Binding("shift+right", "weiter(1)", show=False, priority=True),
        Binding("shift+left", "weiter(-1)", show=False, priority=True),
    ]
    schritt = 0

    def action_weiter(self, step: int) -> None:
        """Leave what was asked and carry the card on, as long as nothing was typed."""
        if all(self.values()[feld.key] == feld.wert for feld in self._felder):
            self.schritt = step
            self.dismiss(False)


class Schiebeaktionen(Kartenaktionen):
    """What happens when cards are carried."""

    @on(Brett.VerschiebenGewuenscht)
    def move_aufgabe(self, message: Brett.VerschiebenGewuenscht) -> None:
        """Carry a card; on refusal the board shows the truth."""
        if self._board is None:
            return
        lane = next((bahn for bahn in self._board.bahnen if bahn.id == message.bahn_id), None)
        if lane is not None and lane.leer:
            self.status.fehler(_("Hier hat noch kein Sprintteam einen Auftrag. a vergibt einen."))
            return
        if message.karte_id in self._markiert and len(self._markiert) > 1 and not message.einzeln:
            self._move_marked(message)
            return
        stood = message.spalte is Spalte.BLOCKIERT and self._is_blocked(message.karte_id)
        before = self.services.verlauf.last_saved()
        try:
            position = message.position
            if self._auswahl.karten:
                position = self.place_in_column(message.bahn_id, message.spalte, message.karte_id, position)
            karte = self.services.sprintboard.move_aufgabe(message.karte_id, message.bahn_id, message.spalte, position)
        except MykError as error:
            self.refresh_data()
            self.report(error)
            return
        self._board = self._board.with_karte(message.bahn_id, karte)
        self.show_cards()
        self.say_saved(before)
        self.show_summary()
        if message.spalte is Spalte.BLOCKIERT and not stood:
            self._ask_blockade(karte)

    def _is_blocked(self, karte_id: str) -> bool:
        assert self._board is not None
        cards = (karte for lane in self._board.bahnen for karte in lane.karten)
        return any(karte.id == karte_id and karte.spalte is Spalte.BLOCKIERT for karte in cards)

    def _move_marked(self, message: Brett.VerschiebenGewuenscht) -> None:
        """Carry all marked cards in one step: each to the next column of its lane, or all to where one was dropped."""
        assert self._board is not None
        cards = [karte.id for lane in self._board.bahnen for karte in lane.karten if karte.id in self._markiert]
        if message.schritt:
            self.attempt(lambda: self.services.karten.shift_karten(cards, message.schritt))
            return
        position = message.position
        if self._auswahl.karten:
            position = self.place_in_column(message.bahn_id, message.spalte, message.karte_id, position)
        lane = next(lane for lane in self._board.bahnen if lane.id == message.bahn_id)
        column = [karte.id for karte in lane.karten if karte.spalte is message.spalte and karte.id != message.karte_id]
        place = sum(1 for card in column[:position] if card not in self._markiert)
        self.attempt(lambda: self.services.karten.move_karten(cards, message.bahn_id, message.spalte, place))

    def _ask_blockade(self, karte: Karte) -> None:
        """Ask why a card is stuck and who can free it; nothing typed writes nothing."""

        def save(werte: dict[str, str]) -> None:
            if any(werte[name] != wert for name, wert in known.items()):
                self.services.sprintboard.edit_aufgabe(karte.id, werte)

        known = {"blockiert_grund": karte.blockiert_grund, "blockiert_loest": karte.blockiert_loest}
        dialog = Blockadedialog(
            _("Blockiert: {titel}").format(titel=karte.titel),
            (
                Feld("blockiert_grund", _("Was blockiert die Karte?"), wert=karte.blockiert_grund),
                Feld("blockiert_loest", _("Wer kann es lösen?"), wert=karte.blockiert_loest),
            ),
            save,
            einleitung=_("Eingabe lässt es leer; Umschalt+Pfeil trägt die Karte weiter."),
        )

        def carry_on() -> None:
            if dialog.schritt:
                self.query_one(Brett).action_schieben(dialog.schritt)

        self.ask(dialog, immer=carry_on)

    @on(Brett.Genommen)
    def say_taken(self) -> None:
        """Say what the next click does."""
        self.status.sag(_("Karte genommen. Ein Klick legt sie ab, Esc legt sie zurück."))
        self.refresh_bindings()

    @on(Brett.Abgelegt)
    def say_put_down(self) -> None:
        """Take the hint away once the card lies somewhere."""
        self.status.sag("")
        self.refresh_bindings()

    @on(Brett.Verschwunden)
    def say_gone(self) -> None:
        """Say that the card in the hand is no longer there."""
        self.status.fehler(_("Die genommene Karte ist nicht mehr auf dem Brett. Es zeigt jetzt den neuen Stand."))
        self.refresh_bindings()

    @on(Brett.MarkierenGewuenscht)
    def mark_clicked(self, message: Brett.MarkierenGewuenscht) -> None:
        """Mark the clicked card, or take the mark away."""
        self.mark(message.karte_id)

    def show_summary(self) -> None:
        """Say which sprint it is, how many cards came and went since its start, the days left and what is done."""
        board = self._board
        if board is None:
            return
        done = sum(lane.fertig for lane in board.bahnen)
        total = sum(len(lane.karten) for lane in board.bahnen)
        scope = f" (+{board.dazu} / −{board.weg})" if board.dazu or board.weg else ""
        self.show_titel(
            _("Sprint {name} · {rest} · {fertig} von {alle} Karten fertig").format(
                name=board.sprint_name + scope, rest=show_rest(board.tage, board.beginnt), fertig=done, alle=total
            )
        )
