"""Screen 2: the goal tree."""

from textual import on
from textual.binding import Binding

from myk_tui.domain import steckbrief
from myk_tui.domain.baumfilter import Baumauswahl
from myk_tui.domain.baumregeln import REGELN, shown, why_not
from myk_tui.domain.begriffe import MassnahmeStatus, choices
from myk_tui.domain.teilschritt import Schrittliste
from myk_tui.domain.zielbaum import EBENE_NAMES, Ebene, Knoten
from myk_tui.i18n import N_, _, ngettext
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.screens.zielbaum_bewegung import Baumbewegung
from myk_tui.screens.zielbaum_zeilen import form_fields, form_introduction, steckbrief_field
from myk_tui.widgets.baum import Baum
from myk_tui.widgets.filterzeile import Filterzeile
from myk_tui.widgets.zeilenliste import Zeilenliste

NEW_BELOW = {
    Ebene.PROGRAMM: Ebene.ZIELBILD,
    Ebene.ZIELBILD: Ebene.ZIEL,
    Ebene.ZIEL: Ebene.LOESUNG,
    Ebene.LOESUNG: Ebene.MASSNAHME,
}
"""What ``n`` adds below a node."""


class ZielbaumScreen(Baumbewegung):
    """What can be done in the goal tree."""

    ZIEL = "zielbaum"
    HILFE = N_(
        "Vision, Zielbilder, strategische Ziele, Lösungen und Maßnahmen. Pfeil rechts und links klappen auf und zu, "
        "n legt darunter an, N daneben, w erklärt die Prozentzahl mit ihrer Rechnung. Verschoben wird mit v oder der Maus "
        "(ziehen und loslassen), umsortiert mit Umschalt und Pfeil auf/ab. Punkt und Komma blättern im Text zum Eintrag. "
        "t filtert beim Tippen nach Titel, Stand, Handlungsfeld, Ort und Sprintteam, s zeigt nur, was sich seit dem letzten "
        "Treffen geändert hat, + zoomt in einen Eintrag, Esc zeigt wieder alles. m markiert Maßnahmen, M ändert alle "
        "markierten in einem Schritt. Auf einer Maßnahme: p Steckbrief, B Beziehungen, k Teilschritte, f Förderprüfung, "
        "l Lebenslauf, j zum Nachfolger. ✎ ist die Einschätzung der Runde, ☾ heißt: lange nichts gehört, ▲: Zuversicht und "
        "Fortschritt passen nicht zusammen. a zeigt die Ausgewogenheit mit ihren Lücken."
    )
    BINDINGS = [
        Binding("n", "anlegen", _("neu darunter"), tooltip=_("Unter diesem Eintrag etwas anlegen."), id="baum.neu"),
        Binding("w", "warum", _("warum?"), tooltip=_("Die Prozentzahl mit ihrer Rechnung erklären."), id="baum.warum"),
        Binding(
            "p",
            "steckbrief",
            _("Steckbrief"),
            tooltip=_("Den Projektsteckbrief der Maßnahme bearbeiten."),
            id="baum.steckbrief",
        ),
        Binding(
            "B,shift+b",
            "beziehungen",
            _("Beziehungen"),
            tooltip=_("Handlungsfelder, Gebietskörperschaften, Abhängigkeiten und Vorgänger der Maßnahme ankreuzen."),
            id="baum.beziehungen",
        ),
        Binding(
            "l",
            "lebenslauf",
            _("Lebenslauf"),
            tooltip=_("Herkunft, Sprints, Beschlüsse, Unterstützung und Verlauf der Maßnahme lesen."),
            id="baum.lebenslauf",
        ),
        Binding(
            "f",
            "pruefung",
            _("Förderprüfung"),
            tooltip=_("Die Prüffragen für die Maßnahme beantworten."),
            id="baum.pruefung",
        ),
        Binding(
            "k",
            "schritte",
            _("Teilschritte"),
            tooltip=_("Die Teilschritte der Maßnahme anlegen, abhaken und zählen lassen."),
            id="baum.schritte",
        ),
        Binding(
            "j",
            "nachfolger",
            _("Nachfolger"),
            tooltip=_("Zur Maßnahme, die diese weiterführt; ohne Nachfolger zum Vorgänger."),
            id="baum.nachfolger",
        ),
        Binding(
            "v",
            "verschieben",
            _("verschieben"),
            tooltip=_("Unter einen anderen Eintrag hängen."),
            id="baum.verschieben",
        ),
        Binding(
            "t", "filtern", _("Filter"), tooltip=_("Beim Tippen filtern; mehrere Wörter gehen auch."), id="baum.filtern"
        ),
        Binding(
            "e",
            "bearbeiten",
            _("bearbeiten"),
            tooltip=_("Alle Felder bearbeiten (auch Eingabe)."),
            id="baum.bearbeiten",
        ),
        Binding(
            "z",
            "bestaetigen",
            _("Zuordnung bestätigen"),
            tooltip=_("Den angenommenen Platz (≈) der Maßnahme bestätigen."),
            id="baum.bestaetigen",
        ),
        Binding(
            "s",
            "geaenderte",
            _("Geändertes"),
            tooltip=_("Nur zeigen, was sich seit dem letzten Treffen geändert hat."),
            id="baum.geaenderte",
        ),
        Binding("r,f2", "umbenennen", _("umbenennen"), tooltip=_("Nur den Titel ändern."), id="baum.umbenennen"),
        Binding(
            "g", "gewicht", _("Gewicht"), tooltip=_("Wie viel es unter den Geschwistern zählt."), id="baum.gewicht"
        ),
        Binding(
            "d,delete",
            "loeschen",
            _("löschen"),
            tooltip=_("Mit allem darunter löschen; u bringt es zurück."),
            id="baum.loeschen",
        ),
        Binding(
            "N,shift+n", "daneben", _("neu daneben"), tooltip=_("Auf derselben Ebene etwas anlegen."), id="baum.daneben"
        ),
        Binding(
            "plus",
            "zoom",
            _("hineinzoomen"),
            key_display="+",
            tooltip=_("Nur diesen Eintrag mit allem darunter zeigen."),
            id="baum.zoom",
        ),
        Binding(
            "m",
            "markieren",
            _("markieren"),
            tooltip=_("Die Maßnahme für eine gemeinsame Änderung markieren."),
            id="baum.markieren",
        ),
        Binding(
            "M,shift+m",
            "markierte",
            _("Markierte ändern"),
            tooltip=_("Stand, Handlungsfeld oder Gebietskörperschaft aller markierten Maßnahmen setzen."),
            id="baum.markierte",
        ),
        Binding(
            "a",
            "ausgewogenheit",
            _("Ausgewogenheit"),
            tooltip=_("Maßnahmen je Handlungsfeld, Gebietskörperschaft und Zielbild zählen, mit den Lücken."),
            id="baum.ausgewogenheit",
        ),
        Binding(
            "escape", "alles", _("alles zeigen"), tooltip=_("Filter, Zoom und Markierungen aufheben."), id="baum.alles"
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what is not possible on the node under the cursor, hide what is nothing for its level."""
        if action == "alles":
            busy = bool(self._marked) or isinstance(self.focused, Filterzeile)
            return self._auswahl != Baumauswahl() or busy or (self.is_mounted and self.query_one(Baum).taken)
        if isinstance(self.focused, Filterzeile) and action not in ("detail", "command_palette"):
            return False  # the letter is typed into the filter
        if not shown(action, self._current) or (action == "nachfolger" and not self._leads_on):
            return False
        return None if self.reason_against(action) else super().check_action(action, parameters)

    def reason_against(self, action: str) -> str:
        """Return the sentence that says why a key does nothing at present; empty if it does."""
        if self._services is None:
            return ""
        if action == "markierte" and not self._marked:
            return _("Noch ist nichts markiert. m markiert die Maßnahme unter dem Zeiger.")
        if action == "markierte":
            return self.services.read_only
        reason = why_not(action, self._current, self.services.read_only)
        return REGELN[action].satz_hier if action == "nachfolger" and not reason and not self._leads_on else reason

    @property
    def _leads_on(self) -> bool:
        """Whether the node leads on to another one; taken for granted until its detail has followed the cursor."""
        return bool(self._weiter) or self._shown != self.query_one(Baum).cursor_id

    def action_anlegen(self) -> None:
        """Add something below the node."""
        node = self._current
        if node is not None and node.ebene in NEW_BELOW:
            self._ask_new(NEW_BELOW[node.ebene], node)

    def action_daneben(self) -> None:
        """Add something on the level of the node, below the same parent."""
        node, tree = self._current, self._tree
        if node is not None and tree is not None and node.eltern_id is not None:
            self._ask_new(node.ebene, tree.nach_id[node.eltern_id])

    def _ask_new(self, ebene: Ebene, parent: Knoten) -> None:
        added: list[str] = []
        dialog = FormDialog(
            _("Neu: {ebene} unter „{titel}“").format(ebene=_(EBENE_NAMES[ebene]), titel=parent.titel),
            (Feld("titel", _("Titel"), pflicht=True),),
            lambda werte: added.append(self.services.zielbaum.add_knoten(ebene, parent.id, werte["titel"])),
        )
        self.ask(dialog, lambda: self.show_stelle(added[-1]))

    def action_umbenennen(self) -> None:
        """Change the title only."""
        node = self._current
        if node is None:
            return
        self.ask(
            FormDialog(
                _("Umbenennen: {ebene}").format(ebene=_(EBENE_NAMES[node.ebene])),
                (Feld("titel", _("Titel"), wert=node.titel, pflicht=True),),
                lambda werte: self.services.zielbaum.rename_knoten(node.ebene, node.id, werte["titel"]),
            )
        )

    @on(Zeilenliste.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Open all fields in a form."""
        node = self._current
        if node is None or not self.may_write():
            return
        with self.reporting():
            stored = self.services.zielbaum.load_knoten(node.ebene, node.id)
            steps = Schrittliste()
            if node.ebene is Ebene.MASSNAHME:
                steps = self.services.teilschritt.load_schritte(node.id)
            self.ask(
                FormDialog(
                    _("Bearbeiten: {ebene}").format(ebene=_(EBENE_NAMES[node.ebene])),
                    form_fields(node, stored),
                    lambda werte: self.services.zielbaum.edit_knoten(node.ebene, node.id, werte),
                    einleitung=form_introduction(stored, steps),
                )
            )

    def action_steckbrief(self) -> None:
        """Open the Projektsteckbrief of a Maßnahme in a form."""
        node = self._current
        if node is None or node.ebene is not Ebene.MASSNAHME or self.services.read_only:
            return
        with self.reporting():
            stored = self.services.zielbaum.load_knoten(node.ebene, node.id)
            self.ask(
                FormDialog(
                    _("Steckbrief: {titel}").format(titel=node.titel),
                    [steckbrief_field(feld, stored[feld.key]) for feld in steckbrief.FELDER],
                    lambda werte: self.services.zielbaum.edit_steckbrief(node.id, werte),
                )
            )

    def action_beziehungen(self) -> None:
        """Tick what the Maßnahme is connected with."""
        from myk_tui.screens.beziehungen import ask_beziehungen

        node = self._current
        if node is not None and node.ebene is Ebene.MASSNAHME:
            ask_beziehungen(self, node.id, node.titel)

    def action_schritte(self) -> None:
        """Keep the steps of the Maßnahme."""
        from myk_tui.screens.teilschritt import show_schritte

        node = self._current
        if node is not None and node.ebene is Ebene.MASSNAHME:
            show_schritte(self, node.id, node.titel)

    def action_nachfolger(self) -> None:
        """Go to the Maßnahme that carries this one on, else to the one it carries on."""
        self._follow_cursor()
        if not self._weiter:
            self.status.sag(self.reason_against("nachfolger"))
            return
        if len(self._weiter) == 1:
            self.show_stelle(self._weiter[0].id)
            return

        def chosen(massnahme_id: str | None) -> None:
            if massnahme_id is not None:
                self.show_stelle(massnahme_id)

        places = [(other.id, other.titel) for other in self._weiter]
        self.app.push_screen(PickDialog(_("Fortgesetzt in mehreren: wohin?"), places), chosen)

    def action_lebenslauf(self) -> None:
        """Read where the Maßnahme came from and what became of it."""
        from myk_tui.screens.lebenslauf import show_lebenslauf

        node = self._current
        if node is not None and node.ebene is Ebene.MASSNAHME:
            show_lebenslauf(self, massnahme_id=node.id)

    def action_pruefung(self) -> None:
        """Answer the questions of the Förderprüfung."""
        from myk_tui.screens.pruefung import PruefungDialog

        node = self._current
        if node is None or node.ebene is not Ebene.MASSNAHME or self.services.read_only:
            return
        before = self.services.verlauf.last_saved()

        def saved() -> None:
            self.refresh_data()
            self.say_saved(before)

        self.app.push_screen(PruefungDialog(self.services.pruefung, node.id, node.titel, saved))

    def action_bestaetigen(self) -> None:
        """Confirm the assumed place of a Maßnahme."""
        node = self._current
        if node is not None and node.angenommen:
            self.attempt(lambda: self.services.zielbaum.confirm_zuordnung(node.id))

    def action_markieren(self) -> None:
        """Mark the Maßnahme for a change together with others, or take the mark away; go on to the next line."""
        node = self._current
        if node is not None and node.ebene is Ebene.MASSNAHME:
            self._marked ^= {node.id}
            self._show_selected()
            self.query_one(Baum).move_by(1)
            self.refresh_bindings()

    def action_markierte(self) -> None:
        """Change all marked Maßnahmen at once."""
        with self.reporting():
            service, marked = self.services.sammelaenderung, sorted(self._marked)
            felder, places = service.load_auswahl()
            keep = ("", _("– unverändert –"))
            # „im Sprint“ a Maßnahme gets from the team that takes it up.
            states = [pair for pair in choices(MassnahmeStatus) if pair[0] != MassnahmeStatus.IM_SPRINT]
            self.ask(
                FormDialog(
                    ngettext("{n} Maßnahme ändern", "{n} Maßnahmen gemeinsam ändern", len(marked)).format(
                        n=len(marked)
                    ),
                    (
                        Feld("status", _("Stand"), "auswahl", auswahl=(keep, *states)),
                        Feld("grund", _("Grund (nur beim Einstellen)")),
                        Feld("handlungsfeld", _("Handlungsfeld dazu"), "auswahl", auswahl=(keep, *felder)),
                        Feld("ort", _("Gebietskörperschaft dazu"), "auswahl", auswahl=(keep, *places)),
                    ),
                    lambda werte: service.edit_massnahmen(
                        marked,
                        status=werte["status"],
                        grund=werte["grund"],
                        handlungsfeld_id=werte["handlungsfeld"],
                        ort_id=werte["ort"],
                    ),
                    einleitung=_("Alles zusammen ist ein Schritt; ein u nimmt ihn zurück."),
                ),
                self.action_alles,
            )

    def action_ausgewogenheit(self) -> None:
        """Show how evenly the Maßnahmen are spread."""
        from myk_tui.screens.ausgewogenheit import show_ausgewogenheit

        show_ausgewogenheit(self)

    def action_gewicht(self) -> None:
        """Change the weight among the siblings."""
        node = self._current
        if node is None or node.ebene is Ebene.PROGRAMM:
            return
        self.ask(
            FormDialog(
                _("Gewicht von „{titel}“").format(titel=node.titel),
                (Feld("gewicht", _("Gewicht (1 bis 100)"), wert=str(node.gewicht), pflicht=True),),
                lambda werte: self.services.zielbaum.weigh_knoten(node.ebene, node.id, werte["gewicht"]),
                einleitung=_("Ein Eintrag mit Gewicht 2 zählt doppelt so viel wie einer mit Gewicht 1."),
            )
        )

    def action_loeschen(self) -> None:
        """Delete the node with all below it; undo brings it back."""
        node = self._current
        if node is not None:
            self.attempt(lambda: self.services.zielbaum.delete_knoten(node.ebene, node.id))
