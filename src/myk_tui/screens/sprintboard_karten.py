"""What can be done on the board besides carrying one card: filter, zoom, many cards, checklists, archive."""

from dataclasses import replace

from textual.binding import Binding, BindingType

from myk_tui.domain.begriffe import Spalte, label
from myk_tui.domain.brettauswahl import NOTHING, Brettauswahl, describe, people, real_position, selected
from myk_tui.domain.spaltennamen import GEWOHNT, Spaltennamen, feld_of
from myk_tui.domain.sprintboard import Bahn, Sprintboard
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.widgets.brett import Brett
from myk_tui.widgets.satzzeile import Satzzeile

ON_A_CARD = ("verdoppeln", "archivieren", "wohin", "markieren", "pruefliste", "punkt_karte")
ON_A_LANE = ("viele", "grenze", "zoom")
WRITING = (
    "viele",
    "verdoppeln",
    "archivieren",
    "wohin",
    "alle_markierten",
    "pruefliste",
    "punkt_karte",
    "grenze",
    "spalten",
)
EMPTY_LANE = "leer-"
"""Begins the id of a lane that stands for a Zielbild without an Auftrag; nothing can be done in it."""

YES_NO = ("nein", "ja")


class Kartenaktionen(MykScreen):
    """The board says what it shows; this says what else can be done with it."""

    BINDINGS: list[BindingType] = [
        Binding(
            "N,shift+n", "viele", _("viele Karten"), tooltip=_("Eine Liste: je Zeile eine Karte."), id="brett.viele"
        ),
        Binding(
            "f", "filtern", _("Filter"), tooltip=_("Nur ein Team, Blockiertes, Überfälliges, Text."), id="brett.filter"
        ),
        Binding(
            "j", "wohin", _("wohin?"), tooltip=_("Die Karte in irgendeine Bahn und Spalte legen."), id="brett.wohin"
        ),
        Binding("m", "markieren", _("markieren"), tooltip=_("Karten für einen Schritt sammeln."), id="brett.markieren"),
        Binding(
            "M,shift+m",
            "alle_markierten",
            _("Markierte"),
            tooltip=_("Alle markierten Karten verschieben, zuteilen oder archivieren."),
            id="brett.markierte",
        ),
        Binding("p", "pruefliste", _("Prüfliste"), tooltip=_("Die Prüfpunkte der Karte."), id="brett.pruefliste"),
        Binding(
            "P,shift+p",
            "punkt_karte",
            _("Punkt wird Karte"),
            tooltip=_("Aus einem Prüfpunkt eine eigene Karte machen."),
            show=False,
            id="brett.punktkarte",
        ),
        Binding("y", "verdoppeln", _("verdoppeln"), tooltip=_("Eine Kopie der Karte anlegen."), id="brett.verdoppeln"),
        Binding("k", "archivieren", _("archivieren"), tooltip=_("Die Karte vom Brett nehmen."), id="brett.archivieren"),
        Binding(
            "K,shift+k",
            "archiv",
            _("Archiv"),
            tooltip=_("Archivierte Karten zurückholen."),
            show=False,
            id="brett.archiv",
        ),
        Binding(
            "plus", "zoom", _("nur diese Bahn"), key_display="+", tooltip=_("Eine Bahn allein zeigen."), id="brett.zoom"
        ),
        Binding(
            "g", "grenze", _("Grenze"), tooltip=_("Wie viele Karten zugleich in Arbeit sein sollen."), id="brett.grenze"
        ),
        Binding(
            "S,shift+s",
            "spalten",
            _("Spaltennamen"),
            tooltip=_("Die vier Spalten anders nennen; was sie bedeuten, bleibt."),
            show=False,
            id="brett.spalten",
        ),
        Binding(
            "escape", "alles", _("alles zeigen"), tooltip=_("Filter, Zoom und Markierung aufheben."), id="brett.alles"
        ),
    ]

    _board: Sprintboard | None = None
    _auswahl = NOTHING
    _markiert: frozenset[str] = frozenset()

    @property
    def _lane(self) -> str | None:
        lane = self.query_one(Brett).bahn_id if self.is_mounted else None
        return None if lane is None or lane.startswith(EMPTY_LANE) else lane

    @property
    def _card(self) -> str | None:
        return self.query_one(Brett).karte_id if self.is_mounted else None

    def karten_action(self, action: str) -> bool | None:
        """Whether a key of this page does something now; None: it is grey, True also for keys of others."""
        if action in WRITING and self.services.read_only:
            return None
        if action == "alles":
            return self._auswahl != NOTHING or bool(self._markiert) or self.query_one(Brett).taken
        if (
            action in (*ON_A_CARD, *ON_A_LANE, "filtern", "alle_markierten", "archiv", "spalten")
            and self._board is None
        ):
            return False
        if action in ON_A_CARD and self._card is None:
            return None
        if action in ON_A_LANE and self._lane is None:
            return None
        return None if action == "alle_markierten" and not self._markiert else True

    def show_cards(self) -> None:
        """Give the board what the selection leaves, and say so in a line."""
        board = self._board
        if board is None:
            return
        if self._markiert:
            self._markiert &= {karte.id for lane in board.bahnen for karte in lane.karten}
        shown = selected(board, self._auswahl, self._markiert)
        self.query_one(Brett).show(shown, voll=bool(self._auswahl.bahn_id))
        parts = [describe(board, self._auswahl)]
        if self._markiert:
            count = len(self._markiert)
            parts.append(ngettext("{n} Karte markiert", "{n} Karten markiert", count).format(n=count))
        self.query_one("#brettauswahl", Satzzeile).zeige(" · ".join(filter(None, parts)))

    def place_in_column(self, bahn_id: str, spalte: Spalte, karte_id: str, position: int) -> int:
        """Return where a card belongs in its whole column, also while others are hidden."""
        assert self._board is not None
        lane = next(lane for lane in self._board.bahnen if lane.id == bahn_id)
        shown = next((one for one in selected(self._board, self._auswahl).bahnen if one.id == bahn_id), None)
        return real_position(lane, spalte, () if shown is None else shown.karten, karte_id, position)

    def action_viele(self) -> None:
        """Add a card for every line of a list."""
        lane, spalte = self._lane, self.query_one(Brett).spalte or Spalte.OFFEN
        if lane is not None:
            self.ask(
                FormDialog(
                    _("Viele Karten: {spalte}").format(spalte=self._namen.name(spalte)),
                    (Feld("karten", _("Je Zeile eine Karte"), "text", pflicht=True),),
                    lambda werte: self.services.karten.add_karten(lane, werte["karten"], spalte),
                    einleitung=_("Eine eingefügte Liste geht auch; Striche, Punkte und Nummern davor fallen weg."),
                )
            )

    def action_verdoppeln(self) -> None:
        """Add a copy of the card."""
        card = self._card
        if card is not None:
            made: list[str] = []
            if self.attempt(lambda: made.append(self.services.karten.duplicate_karte(card))):
                self.query_one(Brett).move_to(made[-1])

    def action_archivieren(self) -> None:
        """Take the card off the board."""
        card = self._card
        if card is not None:
            self.attempt(lambda: self.services.karten.archive_karten([card]))

    def action_archiv(self) -> None:
        """Bring an archived card back."""
        if self._board is None:
            return
        found = self.services.karten.load_archiv(self._board.sprint_id)
        if not found:
            self.status.sag(_("In diesem Sprint ist keine Karte archiviert."))
            return

        def chosen(card: str | None) -> None:
            if card is not None and self.may_write() and self.attempt(lambda: self.services.karten.restore_karte(card)):
                self.query_one(Brett).move_to(card)

        self.app.push_screen(PickDialog(_("Welche Karte zurückholen?"), found), chosen)

    def action_wohin(self) -> None:
        """Put the card into any lane and column."""
        card = self._card
        if card is not None:
            self._ask_where(_("Wohin mit der Karte?"), (card,))

    def _ask_where(self, titel: str, cards: tuple[str, ...]) -> None:
        assert self._board is not None
        places = {
            f"{lane.id}/{word}": f"{lane.massnahme}: {name} ({lane.team})"
            for lane in self._board.bahnen
            if not lane.gesperrt
            for word, name in self._namen.choices()
        }

        def chosen(place: str | None) -> None:
            if place is None:
                return
            lane_id, _slash, word = place.partition("/")
            if self.attempt(lambda: self.services.karten.move_karten(cards, lane_id, Spalte(word))):
                self._markiert = frozenset()
                self.show_cards()
                self.query_one(Brett).move_to(cards[0])

        self.app.push_screen(PickDialog(titel, list(places.items())), chosen)

    def action_markieren(self) -> None:
        """Mark the card, or take the mark away, and go on to the next."""
        card = self._card
        if card is not None:
            self.mark(card)

    def mark(self, card: str) -> None:
        """Mark a card for a common step, or take the mark away."""
        self._markiert ^= {card}
        self.show_cards()
        self.refresh_bindings()

    def action_alle_markierten(self) -> None:
        """Do one thing with all marked cards, in one step."""
        board = self._board
        if board is None or not self._markiert:
            return
        cards = tuple(karte.id for lane in board.bahnen for karte in lane.karten if karte.id in self._markiert)
        ways = (("wohin", _("verschieben")), ("wer", _("jemandem zuteilen")), ("archiv", _("archivieren")))

        def chosen(way: str | None) -> None:
            if way == "wohin":
                self._ask_where(_("Wohin mit den Karten?"), cards)
            elif way == "archiv":
                self.attempt(lambda: self.services.karten.archive_karten(cards))
            elif way == "wer":
                self.ask(
                    FormDialog(
                        _("Wer kümmert sich?"),
                        (Feld("wer", _("Rolle oder Name")),),
                        lambda werte: self.services.karten.assign_karten(cards, werte["wer"]),
                    )
                )

        count = ngettext("{n} Karte", "{n} Karten", len(cards)).format(n=len(cards))
        self.app.push_screen(PickDialog(_("Was mit {karten}?").format(karten=count), ways), chosen)

    def action_pruefliste(self) -> None:
        """Write the checklist of the card."""
        card = self._card
        if card is None:
            return
        with self.reporting():
            lines = [f"[{'x' if done else ' '}] {title}" for _id, title, done in self.services.karten.load_punkte(card)]
            self.ask(
                FormDialog(
                    _("Prüfliste"),
                    (Feld("punkte", _("Je Zeile ein Punkt, [x] heißt erledigt"), "text", "\n".join(lines)),),
                    lambda werte: self.services.karten.record_punkte(card, werte["punkte"]),
                )
            )

    def action_punkt_karte(self) -> None:
        """Make a card of an item of the checklist."""
        card = self._card
        if card is None:
            return
        with self.reporting():
            points = [(row_id, title) for row_id, title, _done in self.services.karten.load_punkte(card)]
            if not points:
                self.status.sag(_("Diese Karte hat keine Prüfpunkte. p legt welche an."))
                return

            def chosen(point: str | None) -> None:
                if point is not None:
                    self.attempt(lambda: self.services.karten.punkt_to_karte(point))

            self.app.push_screen(PickDialog(_("Welcher Punkt wird eine Karte?"), points), chosen)

    def action_grenze(self) -> None:
        """Set the limit of the lane."""
        lane = self._bahn
        if lane is not None:
            self.ask(
                FormDialog(
                    _("Grenze: {massnahme}").format(massnahme=lane.massnahme),
                    (
                        Feld(
                            "grenze",
                            _("Höchstens wie viele Karten zugleich in Arbeit? (leer: keine Grenze)"),
                            wert="" if lane.grenze is None else str(lane.grenze),
                        ),
                    ),
                    lambda werte: self.services.karten.record_grenze(lane.id, werte["grenze"]),
                )
            )

    def action_zoom(self) -> None:
        """Show only the lane under the cursor, or all again."""
        lane = self._lane or ""
        self._select(replace(self._auswahl, bahn_id="" if self._auswahl.bahn_id else lane))

    def action_alles(self) -> None:
        """Put a taken card back, or show everything again."""
        if self.query_one(Brett).let_go():
            self.status.sag("")
            return
        self._markiert = frozenset()
        self._select(NOTHING)

    def action_filtern(self) -> None:
        """Ask what to show."""
        board = self._board
        if board is None:
            return
        own = self._auswahl
        teams = dict.fromkeys((lane.team_id, lane.team) for lane in board.bahnen if not lane.leer)
        pictures = dict.fromkeys((lane.zielbild_id or "", lane.zielbild) for lane in board.bahnen if lane.zielbild_id)
        names = [(name, name) for name in dict.fromkeys((*people(board), *filter(None, (own.wer,))))]
        yes_no = tuple((word, _(word)) for word in YES_NO)
        fields = (
            Feld("text", _("Text in Karte, Maßnahme oder Team"), wert=own.text),
            Feld("wer", _("Nur was jemand vorstellt"), "auswahl", own.wer, (("", _("alle")), *names)),
            Feld("blockiert", _("Nur Blockiertes?"), "auswahl", YES_NO[own.blockiert], yes_no),
            Feld("ueberfaellig", _("Nur Überfälliges?"), "auswahl", YES_NO[own.ueberfaellig], yes_no),
            Feld("team", _("Sprintteam"), "auswahl", own.team_id, (("", _("alle")), *teams)),
            Feld("zielbild", _("Zielbild"), "auswahl", own.zielbild_id, (("", _("alle")), *pictures)),
        )

        def choose(werte: dict[str, str]) -> None:
            self._auswahl = replace(
                own,
                text=werte["text"].strip(),
                wer=werte["wer"],
                blockiert=werte["blockiert"] == "ja",
                ueberfaellig=werte["ueberfaellig"] == "ja",
                team_id=werte["team"],
                zielbild_id=werte["zielbild"],
            )

        self.ask(FormDialog(_("Was zeigen?"), fields, choose, knopf=_("Zeigen")), self._to_a_card)

    def _to_a_card(self) -> None:
        """Put the cursor on a card if it stands on none, as after a filter."""
        brett = self.query_one(Brett)
        if brett.karte_id is None and self._board is not None:
            cards = (karte.id for lane in selected(self._board, self._auswahl).bahnen for karte in lane.karten)
            first = next(cards, None)
            if first is not None:
                brett.move_to(first)
        self.refresh_bindings()

    def _select(self, auswahl: Brettauswahl) -> None:
        self._auswahl = auswahl
        self.show_cards()
        self.refresh_bindings()

    @property
    def _namen(self) -> Spaltennamen:
        return GEWOHNT if self._board is None else self._board.namen

    def action_spalten(self) -> None:
        """Agree on other names for the columns."""
        own = self._namen.eigene
        fields = tuple(
            Feld(feld_of(spalte), _("Statt „{spalte}“").format(spalte=label(spalte)), wert=name)
            for spalte, name in zip(Spalte, own, strict=True)
        )
        self.ask(
            FormDialog(
                _("Spalten umbenennen"),
                fields,
                self.services.karten.rename_spalten,
                einleitung=_("Was eine Spalte bedeutet, bleibt. Leer heißt sie wie gewohnt."),
            )
        )

    @property
    def _bahn(self) -> Bahn | None:
        lanes = () if self._board is None else self._board.bahnen
        return next((lane for lane in lanes if lane.id == self._lane), None)
