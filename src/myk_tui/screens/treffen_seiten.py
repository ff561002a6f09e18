"""The pages of two agenda items that have no screen of their own: Neuigkeiten and Arbeitsweise."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.beamer import Stand
from myk_tui.domain.begriffe import label
from myk_tui.domain.kalender import show_date
from myk_tui.domain.mitschrift import FINGER, Eintrag, Eintragsart, lines_of_puls, read_puls, show_schlag
from myk_tui.domain.treffen import Treffen
from myk_tui.i18n import N_, _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.schreibdialog import Schreibdialog
from myk_tui.screens.treffen_zeilen import ONE_NAMES, clock_line, entry_fields
from myk_tui.services import Services
from myk_tui.widgets.text import plain, styled
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

BAR_CELLS = 20
"""How long the longest bar of the hands is."""


class Eintragsliste(Zeilenliste[Eintrag]):
    """What was noted; what the last meeting said stands below and cannot be changed."""

    def id_of(self, eintrag: Eintrag) -> str:
        """Return the id of an entry."""
        return eintrag.id

    def draw(self, eintrag: Eintrag, width: int) -> list[Stueck]:
        """Draw mark or kind, and the text."""
        if eintrag.frueher:
            return [(_("letztes Mal, {art}: ").format(art=_word(eintrag)), "leise"), (eintrag.titel, "leise")]
        if eintrag.art is Eintragsart.NEUIGKEIT:
            return [("○ " if eintrag.ungezeigt else "✓ ", "akzent"), (eintrag.titel, "titel"), *_more(eintrag)]
        return [(_word(eintrag) + ": ", "akzent"), (eintrag.titel, "titel")]

    def draw_right(self, eintrag: Eintrag) -> list[Stueck]:
        """Draw the day of a Neuigkeit."""
        return [] if eintrag.datum is None else [(show_date(eintrag.datum), "leise")]


class Eintragsseite(Schreibdialog[None]):
    """A page of entries of one kind: add, change, sort, delete, show to the room."""

    VERDECKT = True
    DEFAULT_CSS = """
    Eintragsseite .seitenuhr { height: 1; text-style: bold; }
    Eintragsseite .seitenkopf { height: auto; max-height: 35%; }
    Eintragsseite Zeilenliste { min-height: 3; }
    Eintragsseite .seitentext { height: auto; max-height: 15%; color: $text-muted; }
    """
    ZIEL: ClassVar[str]
    ART: ClassVar[Eintragsart]
    NAME: ClassVar[str]
    LEER: ClassVar[str]
    TASTEN: ClassVar[str]
    BINDINGS: list[BindingType] = [
        Binding("escape,q,g,6", "dismiss(None)", _("Schließen"), id="seite.zu"),
        Binding("n", "neu", _("neu"), id="seite.neu"),
        Binding("e", "bearbeiten", _("bearbeiten"), id="seite.bearbeiten"),
        Binding("d,delete", "loeschen", _("löschen"), id="seite.loeschen"),
        Binding("shift+up", "verschieben(-1)", _("nach oben"), id="seite.hoch"),
        Binding("shift+down", "verschieben(1)", _("nach unten"), id="seite.runter"),
        Binding("u", "zurueck", _("zurück"), id="seite.undo"),
        Binding("b", "beamer", _("Beamer"), id="seite.beamer"),
    ]

    _treffen: Treffen | None = None

    def __init__(self, screen: MykScreen, treffen_id: str) -> None:
        super().__init__(screen)
        self._treffen_id = treffen_id

    @property
    def services(self) -> Services:
        """Where page and slide read from."""
        return self._unten.services

    @property
    def beamer_stand(self) -> Stand:
        """Which page the room sees, and the entry under the cursor."""
        found = self.query(Eintragsliste)
        entry = found.first().cursor_id if found else None
        return Stand(self.ZIEL, f"{self._treffen_id}/{entry or ''}")

    def compose(self) -> ComposeResult:
        """Title, what stands above the list, the list, the keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_(self.NAME)), classes="dialog-titel")
            yield Static(classes="seitenuhr")
            yield Static(classes="seitenkopf")
            yield Eintragsliste(leer=_(self.LEER))
            yield Static(classes="seitentext")
            yield Label("", classes="feldfehler")
            yield Label(plain(_(self.TASTEN)), classes="hinweis")

    def on_mount(self) -> None:
        """Show the entries, and the clock for as long as the page is open."""
        self.reload()
        self.query_one(Eintragsliste).focus()
        self.set_interval(1.0, self._tick)

    def reload(self) -> None:
        """Show what stands in the file now, above all what is above the list."""
        self._treffen = self.services.treffen.load_treffen(self._treffen_id)
        self.query_one(".seitenuhr").display = self._treffen.laeuft
        self._tick()
        self.query_one(".seitenkopf", Static).update(Content("\n").join(self.head()))
        self.query_one(Eintragsliste).show(self.entries())
        self.call_after_refresh(self.show_whole)

    def on_resize(self) -> None:
        """Look again what has room in its line."""
        self.call_after_refresh(self.show_whole)

    def _tick(self) -> None:
        """Show how much time the item has left: the talk that runs over is the one on this page."""
        if self._treffen is not None and self._treffen.laeuft:
            line = clock_line(self._treffen, self.services.treffen.load_jetzt(), tasten=False)
            self.query_one(".seitenuhr", Static).update(line, layout=False)

    @on(Zeilenliste.Markiert)
    def show_whole(self) -> None:
        """Write the entry under the cursor in full below the list where its line has not the room for it."""
        self.query_one(".seitentext", Static).update(plain(self.query_one(Eintragsliste).cut_text))

    def entries(self) -> list[Eintrag]:
        """Return the entries of this kind."""
        return self.services.mitschrift.load_mitschrift(self._treffen_id).of(self.ART)

    def head(self) -> list[Content]:
        """Return the lines above the list."""
        return []

    def action_neu(self) -> None:
        """Add an entry."""
        if self.may_write():
            self._ask(None, lambda werte: self.services.mitschrift.add_eintrag(self._treffen_id, self.ART, werte))

    @on(Zeilenliste.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Change the entry under the cursor."""
        entry = self._entry
        if entry is not None and self.may_write():
            self._ask(entry, lambda werte: self.services.mitschrift.edit_eintrag(self.ART, entry.id, werte))

    def action_loeschen(self) -> None:
        """Delete the entry under the cursor; u brings it back."""
        entry = self._entry
        if entry is not None and self.may_write():
            self.attempt(lambda: self.services.mitschrift.delete_eintrag(self.ART, entry.id))

    def action_verschieben(self, step: int) -> None:
        """Move the entry up or down."""
        entry = self._entry
        if entry is not None and self.may_write():
            self.attempt(lambda: self.services.mitschrift.reorder_eintrag(self._treffen_id, self.ART, entry.id, step))

    def action_beamer(self) -> None:
        """Show the projector form of this page."""
        from myk_tui.screens.beamer import BeamerScreen

        self.app.push_screen(BeamerScreen(self))

    def beamer_gehe(self, step: int) -> None:
        """Move the cursor while the projector form covers it."""
        self.query_one(Eintragsliste).move_by(step)

    def beamer_blaettern(self, step: int) -> None:
        """Move the cursor by a remote control."""
        self.beamer_gehe(step)

    @property
    def _entry(self) -> Eintrag | None:
        """The entry under the cursor, if it is one of this meeting."""
        entry = self.query_one(Eintragsliste).current
        if entry is None or not entry.frueher:
            return entry
        self.say(_("Das steht im Protokoll des letzten Treffens und bleibt, wie es ist."))
        return None

    def _ask(self, entry: Eintrag | None, save: Callable[[dict[str, str]], object]) -> None:
        self.ask(FormDialog(_(ONE_NAMES[self.ART]), entry_fields(self.ART, entry), save))


class NeuigkeitenSeite(Eintragsseite):
    """The news; each is shown until a meeting has seen it."""

    ZIEL = "neuigkeiten"
    ART = Eintragsart.NEUIGKEIT
    NAME = N_("Neuigkeiten")
    LEER = N_("Noch keine Neuigkeiten. n schreibt eine auf.")
    TASTEN = N_(
        "n neu · Eingabe bearbeiten · Leertaste gezeigt · Umschalt+Pfeil sortieren · d löschen · b Beamer · u zurück · Esc"
    )
    BINDINGS: list[BindingType] = [Binding("space", "gezeigt", _("gezeigt"), id="seite.gezeigt")]

    def head(self) -> list[Content]:
        """Say what the marks mean."""
        return [styled(_("○ kommt wieder, bis ein Treffen sie gesehen hat · ✓ in diesem Treffen gezeigt"), "dim")]

    def action_gezeigt(self) -> None:
        """Say that the meeting has seen this Neuigkeit, or take that back."""
        entry = self._entry
        if entry is not None and self.may_write():
            self.attempt(lambda: self.services.mitschrift.mark_gezeigt(self._treffen_id, entry.id))


class ArbeitsweiseSeite(Eintragsseite):
    """The way of working: hands, what to keep, what to change, agreements."""

    ZIEL = "arbeitsweise"
    ART = Eintragsart.ARBEITSWEISE
    NAME = N_("Arbeitsweise: beibehalten, ändern, vereinbaren")
    LEER = N_("Noch nichts festgehalten. n schreibt etwas auf, f zählt die Finger.")
    TASTEN = N_(
        "n neu · f fünf Finger · Eingabe bearbeiten · Umschalt+Pfeil sortieren · d löschen · b Beamer · u zurück · Esc"
    )
    BINDINGS: list[BindingType] = [Binding("f", "finger", _("fünf Finger"), id="seite.finger")]

    @property
    def beamer_stand(self) -> Stand:
        """The page as a whole is shown to the room."""
        return Stand(self.ZIEL, self._treffen_id)

    def entries(self) -> list[Eintrag]:
        """Return what was noted, then what the last meeting said."""
        return [*super().entries(), *self.services.mitschrift.load_arbeitsweise_zuvor(self._treffen_id)]

    def head(self) -> list[Content]:
        """Return the hands of this meeting and the trend over the last ones."""
        beats = self.services.mitschrift.load_pulse(self._treffen_id)
        if not beats:
            return [styled(_("Fünf Finger: Wie gut arbeiten wir zusammen? f zählt, wer wie viele zeigt."), "dim")]
        own = [beat for beat in beats if beat.treffen_id == self._treffen_id]
        lines: list[Content] = []
        for beat in own:
            lines.append(styled(_("Fünf Finger: {zahl}").format(zahl=show_schlag(beat, tag=False)), "bold"))
            lines += [plain("  " + line) for line in lines_of_puls(beat.puls, BAR_CELLS)]
        lines += [plain(show_schlag(beat)) for beat in beats if beat not in own]
        return lines

    def action_finger(self) -> None:
        """Type how many showed how many fingers."""
        if not self.may_write():
            return
        own = next(
            (
                beat.puls
                for beat in self.services.mitschrift.load_pulse(self._treffen_id)
                if beat.treffen_id == self._treffen_id
            ),
            read_puls(""),
        )
        names = {5: _("5 Finger (sehr gut)"), 1: _("1 Finger (gar nicht)")}
        fields = tuple(
            Feld(
                f"f{finger}",
                names.get(finger, _("{n} Finger").format(n=finger)),
                wert="" if own is None else str(own.of(finger)),
            )
            for finger in FINGER
        )
        self.ask(
            FormDialog(
                _("Fünf Finger: Wie gut arbeiten wir zusammen?"),
                fields,
                lambda werte: self.services.mitschrift.record_puls(self._treffen_id, werte),
                einleitung=_("Wie viele zeigen wie viele Finger? Nur Zahlen, keine Namen."),
            )
        )


def _word(eintrag: Eintrag) -> str:
    return "" if eintrag.wort is None else label(eintrag.wort)


def _more(eintrag: Eintrag) -> list[Stueck]:
    return [("  " + " ".join(eintrag.text.split()), "leise")] if eintrag.text else []
