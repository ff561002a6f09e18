"""What is written along in a meeting: who is there, what was said, who asks for support."""

from textual.binding import Binding, BindingType

from myk_tui.domain.mitschrift import GRUPPEN, Eintrag, Eintragsart
from myk_tui.i18n import _
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.screens.treffen_stand import Treffenstand
from myk_tui.screens.treffen_zeilen import ONE_NAMES, entry_fields, entry_line


class Mitschreiben(Treffenstand):
    """Notes beside the agenda."""

    BINDINGS: list[BindingType] = [
        Binding("c", "festhalten", _("festhalten"), tooltip=_("Etwas aus dem Gespräch festhalten."), id="treffen.fest"),
        Binding("a", "anwesend", _("Anwesende"), tooltip=_("Zählen, wer da ist."), id="treffen.anwesend"),
        Binding(
            "o", "eintrag", _("Einträge"), tooltip=_("Festgehaltenes ändern, abhaken, löschen."), id="treffen.eintrag"
        ),
        Binding(
            "h",
            "bitten",
            _("Bitten"),
            tooltip=_("Die offenen Bitten um Unterstützung beantworten."),
            id="treffen.bitten",
        ),
    ]

    def action_anwesend(self) -> None:
        """Count who is there."""
        treffen = self._treffen
        if treffen is None:
            return
        known = {group.gruppe: group.anzahl for group in self._mitschrift.anwesend}
        groups = {f"g{place}": name for place, name in enumerate(dict.fromkeys((*map(_, GRUPPEN), *known)))}
        fields = tuple(Feld(feld, name, wert=str(known.get(name, ""))) for feld, name in groups.items())
        said = _(
            "Nur Zahlen, keine Namen. Was leer bleibt, wird nicht gezählt. Kommen später welche dazu, "
            "einfach noch einmal zählen: Die Uhrzeit wird vermerkt."
        )
        self.ask(
            FormDialog(
                _("Wer ist da?"),
                fields,
                lambda werte: self.services.mitschrift.record_anwesend(treffen.id, groups, werte),
                einleitung=said,
            )
        )

    def action_festhalten(self) -> None:
        """Note something that was said."""
        treffen = self._treffen
        if treffen is None:
            return

        def chosen(word: str | None) -> None:
            if word is not None:
                art = Eintragsart(word)
                self.ask(
                    FormDialog(
                        _(ONE_NAMES[art]),
                        entry_fields(art),
                        lambda werte: self.services.mitschrift.add_eintrag(treffen.id, art, werte),
                    )
                )

        self.app.push_screen(
            PickDialog(_("Was festhalten?"), [(art.value, _(name)) for art, name in ONE_NAMES.items()]), chosen
        )

    def action_eintrag(self) -> None:
        """Pick something that was noted, then say what to do with it."""
        entries = {eintrag.id: eintrag for eintrag in self._mitschrift.eintraege}
        today = self.services.treffen.load_heute()

        def chosen(row_id: str | None) -> None:
            if row_id is not None:
                self._ask_entry(entries[row_id])

        lines = [(row_id, entry_line(eintrag, today)) for row_id, eintrag in entries.items()]
        self.app.push_screen(PickDialog(_("Welcher Eintrag?"), lines), chosen)

    def action_bitten(self) -> None:
        """Show the requests for support."""
        from myk_tui.screens.unterstuetzung import show_unterstuetzung

        show_unterstuetzung(self, None, "")

    def _ask_entry(self, eintrag: Eintrag) -> None:
        service = self.services.mitschrift
        ways = [("aendern", _("ändern")), ("loeschen", _("löschen"))]
        if eintrag.art in (Eintragsart.VEREINBARUNG, Eintragsart.PARKTHEMA):
            ways.insert(0, ("haken", _("doch noch offen") if eintrag.erledigt else _("erledigt")))

        def chosen(way: str | None) -> None:
            if way == "haken":
                self.attempt(lambda: service.tick_eintrag(eintrag.art, eintrag.id))
            elif way == "loeschen":
                self.attempt(lambda: service.delete_eintrag(eintrag.art, eintrag.id))
            elif way == "aendern":
                self.ask(
                    FormDialog(
                        _(ONE_NAMES[eintrag.art]),
                        entry_fields(eintrag.art, eintrag),
                        lambda werte: service.edit_eintrag(eintrag.art, eintrag.id, werte),
                    )
                )

        self.app.push_screen(PickDialog(eintrag.titel, ways), chosen)
