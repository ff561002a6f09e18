"""Screen 2: the goal tree."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from myk_tui.domain import pruefung, steckbrief
from myk_tui.domain.zielbaum import (
    CHILD_OF,
    EBENE_NAMES,
    Ebene,
    Knoten,
    Zielbaum,
    explain,
    show_percent,
)
from myk_tui.i18n import N_, _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog, TextDialog
from myk_tui.screens.zielbaum_zeilen import describe, form_fields, steckbrief_field, tree_line
from myk_tui.widgets.baum import Baum
from myk_tui.widgets.zeilenliste import Zeilenliste

NEW_BELOW = {
    Ebene.PROGRAMM: Ebene.ZIELBILD,
    Ebene.ZIELBILD: Ebene.ZIEL,
    Ebene.ZIEL: Ebene.LOESUNG,
    Ebene.LOESUNG: Ebene.MASSNAHME,
}
"""What ``n`` adds below a node."""


class ZielbaumScreen(MykScreen):
    """Tree on the left, the node under the cursor on the right."""

    ZIEL = "zielbaum"
    HILFE = N_(
        "Vision, Zielbilder, strategische Ziele, Lösungen und Maßnahmen. Pfeil rechts und links klappen auf und zu, "
        "n legt darunter an, w erklärt die Prozentzahl mit ihrer Rechnung. Umschalt mit Pfeil auf/ab sortiert um."
    )
    BINDINGS = [
        Binding("n", "anlegen", _("neu darunter"), tooltip=_("Unter diesem Eintrag etwas anlegen."), id="baum.neu"),
        Binding(
            "e",
            "bearbeiten",
            _("bearbeiten"),
            tooltip=_("Alle Felder bearbeiten (auch Eingabe)."),
            id="baum.bearbeiten",
        ),
        Binding(
            "p",
            "steckbrief",
            _("Steckbrief"),
            tooltip=_("Den Projektsteckbrief der Maßnahme bearbeiten."),
            id="baum.steckbrief",
        ),
        Binding(
            "f",
            "pruefung",
            _("Förderprüfung"),
            tooltip=_("Die Prüffragen für die Maßnahme beantworten."),
            id="baum.pruefung",
        ),
        Binding(
            "z",
            "bestaetigen",
            _("Zuordnung bestätigen"),
            tooltip=_("Den angenommenen Platz (≈) der Maßnahme bestätigen."),
            id="baum.bestaetigen",
        ),
        Binding("w", "warum", _("warum?"), tooltip=_("Die Prozentzahl mit ihrer Rechnung erklären."), id="baum.warum"),
        Binding("r,f2", "umbenennen", _("umbenennen"), tooltip=_("Nur den Titel ändern."), id="baum.umbenennen"),
        Binding(
            "v",
            "verschieben",
            _("verschieben"),
            tooltip=_("Unter einen anderen Eintrag hängen."),
            id="baum.verschieben",
        ),
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
    ]

    def __init__(self, services: Any, *, uebung: bool = False) -> None:
        super().__init__(services, uebung=uebung)
        self._tree: Zielbaum | None = None
        self._shown: str | None = None

    def compose_inhalt(self) -> ComposeResult:
        """Tree and detail."""
        with Horizontal(classes="zweispaltig"):
            yield Baum()
            with VerticalScroll(classes="detail", can_focus=False):
                yield Static(id="knoten")

    def load(self) -> None:
        """Show the tree as it is now."""
        self._tree = self.services.zielbaum.load_zielbaum()
        tree, baum = self._tree, self.query_one(Baum)
        baum.show_knoten([tree_line(tree, node) for node in tree.knoten])
        massnahmen = sum(1 for node in tree.knoten if node.ebene is Ebene.MASSNAHME)
        self.show_titel(_("Zielbaum: {name}, {n} Maßnahmen").format(name=tree.wurzel.titel, n=massnahmen))
        self._show_detail(baum.cursor_id)
        baum.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what is not possible on the node under the cursor."""
        node = self._current
        if action in ("steckbrief", "pruefung") and (node is None or node.ebene is not Ebene.MASSNAHME):
            return False
        if action == "bestaetigen" and (node is None or not node.angenommen):
            return False
        writing = (
            "anlegen",
            "bearbeiten",
            "steckbrief",
            "bestaetigen",
            "umbenennen",
            "verschieben",
            "gewicht",
            "loeschen",
        )
        if action in writing and (node is None or self.services.read_only):
            return None
        if action == "anlegen" and node is not None and node.ebene not in NEW_BELOW:
            return None
        if action in ("verschieben", "gewicht", "loeschen") and node is not None and node.ebene is Ebene.PROGRAMM:
            return None
        if action == "verschieben" and node is not None and node.ebene is Ebene.ZIELBILD:
            return None
        if action == "warum" and node is None:
            return None
        return super().check_action(action, parameters)

    @on(Zeilenliste.Markiert)
    def cursor_moved(self, message: Zeilenliste.Markiert) -> None:
        """Show the node under the cursor and what can be done with it."""
        self.call_after_refresh(self._follow_cursor)

    @on(Baum.VerschiebenGewuenscht)
    def reorder(self, message: Baum.VerschiebenGewuenscht) -> None:
        """Move the node among its siblings."""
        node = self._current
        if node is None or node.eltern_id is None or not self.may_write():
            return
        parent = node.eltern_id
        self.attempt(lambda: self.services.zielbaum.reorder_knoten(node.ebene, node.id, parent, message.richtung))

    def action_anlegen(self) -> None:
        """Add something below the node."""
        node = self._current
        if node is None or node.ebene not in NEW_BELOW:
            return
        child = NEW_BELOW[node.ebene]
        added: list[str] = []
        dialog = FormDialog(
            _("Neu: {ebene} unter „{titel}“").format(ebene=_(EBENE_NAMES[child]), titel=node.titel),
            (Feld("titel", _("Titel"), pflicht=True),),
            lambda werte: added.append(self.services.zielbaum.add_knoten(child, node.id, werte["titel"])),
        )
        self.ask(dialog, lambda: self._go_to(node.id, added[-1]))

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
            self.ask(
                FormDialog(
                    _("Bearbeiten: {ebene}").format(ebene=_(EBENE_NAMES[node.ebene])),
                    form_fields(node, stored),
                    lambda werte: self.services.zielbaum.edit_knoten(node.ebene, node.id, werte),
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

    def action_verschieben(self) -> None:
        """Choose another parent; only allowed ones are offered."""
        node, tree = self._current, self._tree
        if node is None or tree is None or node.ebene in (Ebene.PROGRAMM, Ebene.ZIELBILD):
            return
        auswahl = [
            (other.id, " › ".join(step.titel for step in tree.pfad(other.id)[1:]) or other.titel)
            for other in tree.knoten
            if node.ebene in CHILD_OF[other.ebene] and other.id != node.eltern_id
        ]

        def chosen(eltern_id: str | None) -> None:
            if eltern_id is not None and self.attempt(
                lambda: self.services.zielbaum.move_knoten(node.ebene, node.id, eltern_id)
            ):
                self._go_to(eltern_id, node.id)

        self.app.push_screen(PickDialog(_("Wohin mit „{titel}“?").format(titel=node.titel), auswahl), chosen)

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

    def action_warum(self) -> None:
        """Explain the percentage."""
        node, tree = self._current, self._tree
        if node is None or tree is None:
            return
        value = show_percent(tree.fortschritt[node.id].wert)
        self.app.push_screen(
            TextDialog(_("Warum {wert}? {titel}").format(wert=value, titel=node.titel), explain(tree, node.id))
        )

    @property
    def _current(self) -> Knoten | None:
        if self._tree is None or not self.is_mounted:
            return None
        return self._tree.nach_id.get(self.query_one(Baum).cursor_id or "")

    def show_stelle(self, stelle: str) -> None:
        """Unfold the way to a node and put the cursor on it."""
        node = None if self._tree is None else self._tree.nach_id.get(stelle)
        if node is not None:
            self._go_to(node.eltern_id or node.id, node.id)

    def _go_to(self, eltern_id: str, knoten_id: str) -> None:
        baum = self.query_one(Baum)
        baum.open_node(eltern_id)
        baum.move_to(knoten_id)

    def _follow_cursor(self) -> None:
        """Show the detail a frame after the cursor: the cursor itself never waits for it."""
        if not self.is_mounted:
            return
        current = self.query_one(Baum).cursor_id
        if current != self._shown:
            self._show_detail(current)
            self.refresh_bindings()

    def _show_detail(self, knoten_id: str | None) -> None:
        self._shown = knoten_id
        detail = self.query_one("#knoten", Static)
        if knoten_id is None or self._tree is None or knoten_id not in self._tree.nach_id:
            detail.update("")
            return
        with self.reporting():
            node = self._tree.nach_id[knoten_id]
            stored = self.services.zielbaum.load_knoten(node.ebene, node.id)
            points = self.services.pruefung.load_pruefpunkte(node.id) if node.ebene is Ebene.MASSNAHME else ()
            detail.update(describe(self._tree, node, stored, pruefung.stand(points).satz if points else ""))
