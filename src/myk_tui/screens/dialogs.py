"""Dialogs: they ask, show what is wrong at the field, and return a value.

What was typed survives a refused save: the dialog stays until the save
succeeded or the user gives up, and giving up typed text takes a second Esc.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Input, Label, Select, Static

from myk_tui.domain.text import fold
from myk_tui.errors import FileMoved, MykError, RuleViolations, SnapshotInvalid, faults_of
from myk_tui.i18n import _
from myk_tui.screens.formularfelder import Feld as Feld
from myk_tui.screens.formularfelder import missing_sentence, value_of, widget_of
from myk_tui.screens.modal import Modal
from myk_tui.widgets.ankreuzliste import Ankreuzliste
from myk_tui.widgets.auswahlzeile import Auswahlzeile
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

DRAFT_SECONDS = 1.0
"""How long after the first key that is not kept yet a draft is kept, also while typing goes on."""

DIALOG_PERCENT = 94
"""How much of the height of the screen a dialog takes at most, as in the style sheet."""

FIELDS_MIN = 3
"""So many lines of fields stay in sight, however small the screen is."""


class FormDialog(Modal[bool]):
    """A form over one use case; returns True once it was saved."""

    AUTO_FOCUS = ""  # the first field is focused below, without scrolling its name away
    BINDINGS = [
        Binding("escape", "abbrechen", _("Abbrechen"), id="form.abbrechen"),
        Binding("ctrl+s", "speichern", _("Speichern"), id="form.speichern"),
        Binding("pageup", "seite(-1)", show=False, id="form.seite-hoch"),
        Binding("pagedown", "seite(1)", show=False, id="form.seite-runter"),
    ]

    def __init__(
        self,
        titel: str,
        felder: Sequence[Feld],
        save: Callable[[dict[str, str]], object],
        *,
        einleitung: str = "",
        knopf: str = "",
        merken: Callable[[dict[str, str]], object] | None = None,
        behalten: Callable[[dict[str, str]], object] | None = None,
    ) -> None:
        """Make a form; ``merken`` keeps a draft while it is typed, ``behalten`` makes one stay when the form is left.

        With both, what ``merken`` keeps is only for a crash: it is told what stood there first once the form is left.
        """
        super().__init__()
        self._titel = titel
        self._felder = tuple(felder)
        self._save = save
        self._einleitung = einleitung
        self._knopf = knopf or _("Speichern")
        if any(feld.art == "text" for feld in felder):  # there Enter is a new line, so the key has to be named
            self._knopf += " " + _("(Strg+S)")
        self._merken, self._behalten = merken, behalten
        self._warned = False
        self._timer: Timer | None = None
        self._typed: dict[str, str] = {}
        self._kept = any(feld.angefangen is not None for feld in self._felder)
        self._settled: dict[str, str] = {feld.key: feld.wert for feld in self._felder}
        self._refused: MykError | None = None
        self._faulty: dict[str, str] = {}  # by key of a field that bears a sentence: what stood in it then

    def compose(self) -> ComposeResult:
        """Title, fields, buttons."""
        with Vertical(classes="dialog"):
            yield Label(plain(self._titel), classes="dialog-titel")
            with VerticalScroll(classes="felder", can_focus=False):
                if self._einleitung:
                    lines = map(plain, self._einleitung.split("\n"))
                    yield Static(Content("\n").join(lines), classes="einleitung")
                for feld in self._felder:
                    yield Label(plain(feld.name + (" *" if feld.pflicht else "")), classes="feldname")
                    yield widget_of(feld)
                    yield Label("", id=f"fehler-{feld.key}", classes="feldfehler")
            yield Label("", id="formfehler", classes="feldfehler")
            with Horizontal(classes="knoepfe"):
                yield Button(Content(self._knopf), id="speichern", variant="primary", compact=True)
                yield Button(Content(_("Abbrechen (Esc)")), id="abbrechen", compact=True)

    def on_mount(self) -> None:
        """Put the cursor into the first field, and in longer texts behind what stands there."""
        self._typed = self.values()
        for area in self.query("TextArea"):
            area.move_cursor(area.document.end)  # type: ignore[attr-defined]  # by name: not every form needs it
        if self._felder:
            self.query_one(f"#feld-{self._felder[0].key}").focus(scroll_visible=False)

    def on_text_area_changed(self) -> None:
        """Keep a draft of a longer text too; by name, so that its widget is imported only by a form that has one."""
        self.keep_soon()

    @on(Input.Changed)
    def keep_soon(self) -> None:
        """Keep a draft of what is typed, at the latest some time after the first key of it (reliability promise P2)."""
        self._forgive()
        if self._merken is not None and self._timer is None and self._typed != self.values():
            self._timer = self.set_timer(DRAFT_SECONDS, self._keep_behind_frame)

    @on(Select.Changed)
    @on(Auswahlzeile.Gewaehlt)
    @on(Ankreuzliste.Angekreuzt)
    def keep_chosen(self) -> None:
        """Keep what is chosen as soon as it is seen."""
        self._forgive()
        if self._merken is not None:
            self._keep_behind_frame()

    def _keep_behind_frame(self) -> None:
        """Keep the draft once what was pressed is drawn: writing must not make typing slower."""
        self.call_after_refresh(self.keep_now)

    def _forgive(self) -> None:
        """Take the sentence away from a field that has been changed since: it was about what stood there."""
        for key, wert in list(self._faulty.items()):
            if value_of(self.query_one(f"#feld-{key}")) != wert:
                del self._faulty[key]
                self._hush(self.query_one(f"#fehler-{key}", Label))

    def _hush(self, label: Label) -> None:
        label.update("")
        label.remove_class("-da")

    def keep_now(self) -> None:
        """Keep a draft of what stands there, unless the form has been left; also called when the app ends."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._merken is None or self.left or not self._typed or self._typed == self.values():
            return
        self._typed, self._refused, self._kept = self.values(), None, True
        try:
            self._merken(self._typed)
        except MykError as error:
            self._refused = error  # what cannot be stored yet is said when it is saved for good, or given up

    def _keep_for_good(self) -> None:
        """Make the draft stay, as far as it can."""
        if self._behalten is None:
            self.keep_now()
        elif self._settled != self.values():
            self._settled, self._refused = self.values(), None
            try:
                self._behalten(self._settled)
            except MykError as error:
                self._refused = error

    def _leave(self, saved: bool) -> None:
        """Close the form; a draft that was for a crash is over with it."""
        if self._merken is not None and self._behalten is not None and self._kept:
            with suppress(MykError):
                self._merken({feld.key: feld.wert for feld in self._felder})
        self.dismiss(saved)

    def values(self) -> dict[str, str]:
        """Return what is typed at present."""
        return {feld.key: value_of(self.query_one(f"#feld-{feld.key}")) for feld in self._felder}

    @on(Button.Pressed, "#speichern")
    @on(Input.Submitted)
    def action_speichern(self) -> None:
        """Save; on refusal show the sentences at their fields and keep everything typed."""
        for label in self.query(".feldfehler").results(Label):
            self._hush(label)
        self._faulty.clear()
        werte = self.values()
        missing = [feld for feld in self._felder if feld.pflicht and not werte[feld.key].strip()]
        if missing:
            self._show_error(RuleViolations([(feld.key, missing_sentence(feld)) for feld in missing]))
            return
        try:
            self._save(werte)
        except MykError as error:
            self._show_error(error)
            return
        self._leave(True)

    @on(Button.Pressed, "#abbrechen")
    def action_abbrechen(self) -> None:
        """Leave; typed text is given up only at the second time, or at the third where it cannot be kept as a draft."""
        changed = any(self.values()[feld.key] != feld.wert for feld in self._felder)
        if changed and not self._warned:
            self._warned = True
            self._say("formfehler", self._warning)
            return
        self._keep_for_good()
        refused, self._refused = self._refused, None
        if refused is None:
            self._leave(False)
            return
        self._show_error(refused)
        reason = "" if any(feld.key == refused.feld for feld in self._felder) else refused.message + " "
        self._say("formfehler", reason + self._not_kept)

    @property
    def _not_kept(self) -> str:
        return _("So lässt es sich nicht als Entwurf behalten. Noch einmal Esc verwirft die Eingabe.")

    def action_seite(self, step: int) -> None:
        """Show what is above or below in a long form; the cursor stays in its field."""
        fields = self.query_one(".felder")
        (fields.scroll_page_down if step > 0 else fields.scroll_page_up)(animate=False)

    @property
    def _warning(self) -> str:
        if self._merken is not None:
            return _("Noch nicht gespeichert. Noch einmal Esc behält es als Entwurf, Strg+S speichert es.")
        return _("Noch nicht gespeichert. Noch einmal Esc verwirft die Eingabe, Strg+S speichert sie.")

    def _show_error(self, error: MykError) -> None:
        keys, faults = [feld.key for feld in self._felder], faults_of(error)
        for feld, text in reversed(faults):  # the first one last: that is where the form then stands
            if feld in keys:
                self._faulty[feld] = value_of(self.query_one(f"#feld-{feld}"))
                self._say(f"fehler-{feld}", text)
                self.query_one(f"#feld-{feld}").focus()
        others = [text for feld, text in faults if feld not in keys]
        if others:
            self._say("formfehler", " ".join(others))
        if isinstance(error, FileMoved):
            from myk_tui.screens.notkopie import offer_notkopie

            offer_notkopie(self.app, error)
        if isinstance(error, SnapshotInvalid) and len(error.fehler) > 1:
            lines = [f"{path}: {sentence}" for path, sentence in error.fehler]
            self.app.push_screen(TextDialog(_("Was in der Datei nicht stimmt"), lines))

    def _say(self, label_id: str, text: str) -> None:
        label = self.query_one(f"#{label_id}", Label)
        label.update(plain("✗ " + text))
        label.add_class("-da")
        label.scroll_visible()
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Look again whether all fits."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Leave the fields the room they have beside title, sentence and buttons: these are always in sight."""
        box, fields = self.query_one(".dialog"), self.query_one(".felder")
        others = sum(child.outer_size.height for child in box.children if child is not fields)
        room = self.size.height * DIALOG_PERCENT // 100 - box.gutter.height - others
        if fields.outer_size.height > room or fields.styles.inline.has_rule("max_height"):
            fields.styles.max_height = max(FIELDS_MIN, room)


class PickDialog(Modal[str | None]):
    """Choose one of many by typing a part of it; returns its id or None."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", _("Abbrechen"), id="pick.abbrechen"),
        Binding("down", "cursor(1)", show=False),
        Binding("up", "cursor(-1)", show=False),
    ]

    def __init__(self, titel: str, auswahl: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._titel = titel
        self._auswahl = tuple(auswahl)
        self._folded: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, filter, list."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(self._titel), classes="dialog-titel")
            yield Input(placeholder=_("Tippen zum Filtern, Eingabe wählt"), max_length=200, compact=True)
            yield PickList()

    def on_mount(self) -> None:
        """Show everything first."""
        self.query_one(PickList).show(self._auswahl)
        self.query_one(Input).focus()

    @on(Input.Changed)
    def filter(self, message: Input.Changed) -> None:
        """Show what contains the typed words in any order, umlauts or not."""
        words = fold(message.value).split()
        if not self._folded:  # many are only looked at, and thousands take longer than opening the dialog may
            self._folded = [fold(text) for _id, text in self._auswahl]
        self.query_one(PickList).show(
            [
                pair
                for pair, folded in zip(self._auswahl, self._folded, strict=True)
                if all(map(folded.__contains__, words))
            ]
        )

    @on(Input.Submitted)
    def choose_current(self) -> None:
        """Take the line under the cursor."""
        current = self.query_one(PickList).cursor_id
        if current is not None:
            self.dismiss(current)

    @on(Zeilenliste.Gewaehlt)
    def choose(self, message: Zeilenliste.Gewaehlt) -> None:
        """Take the clicked line."""
        self.dismiss(message.id)

    def action_cursor(self, step: int) -> None:
        """Move in the list while typing."""
        self.query_one(PickList).move_by(step)


class PickList(Zeilenliste[tuple[str, str]]):
    """The list of a PickDialog."""

    def id_of(self, eintrag: tuple[str, str]) -> str:
        """Return the id of a choice."""
        return eintrag[0]

    def draw(self, eintrag: tuple[str, str], width: int) -> list[Stueck]:
        """Draw the wording of a choice."""
        return [(eintrag[1], "titel")]


class TextDialog(Modal[None]):
    """Lines to read; any of the usual keys closes it."""

    BINDINGS = [Binding("escape,enter,space,q,question_mark,w", "dismiss(None)", _("Schließen"), id="text.schliessen")]

    def __init__(self, titel: str, zeilen: Sequence[str]) -> None:
        super().__init__()
        self._titel = titel
        self._zeilen = tuple(zeilen)

    def compose(self) -> ComposeResult:
        """Title, text, button."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(self._titel), classes="dialog-titel")
            with VerticalScroll(classes="felder"):
                yield Static(Content("\n").join(plain(zeile) for zeile in self._zeilen))
            with Horizontal(classes="knoepfe"):
                yield Button(Content(_("Schließen (Esc)")), id="zu", variant="primary", compact=True)

    @on(Button.Pressed, "#zu")
    def close(self) -> None:
        """Close."""
        self.dismiss(None)


class ConfirmDialog(Modal[bool]):
    """A question with consequences; returns True for yes."""

    BINDINGS = [
        Binding("escape,n", "dismiss(False)", _("Nein"), id="confirm.nein"),
        Binding("j,y", "dismiss(True)", _("Ja"), id="confirm.ja"),
    ]

    def __init__(self, titel: str, zeilen: Sequence[str], *, ja: str) -> None:
        super().__init__()
        self._titel = titel
        self._zeilen = tuple(zeilen)
        self._ja = ja

    def compose(self) -> ComposeResult:
        """Question and two buttons."""
        with Vertical(classes="dialog"):
            yield Label(plain(self._titel), classes="dialog-titel")
            with VerticalScroll(classes="felder", can_focus=False):
                yield Static(Content("\n").join(plain(zeile) for zeile in self._zeilen))
            with Horizontal(classes="knoepfe"):
                yield Button(Content(f"{self._ja} (j)"), id="ja", variant="primary", compact=True)
                yield Button(Content(_("Nein (n)")), id="nein", compact=True)

    @on(Button.Pressed)
    def answer(self, message: Button.Pressed) -> None:
        """Return the answer."""
        self.dismiss(message.button.id == "ja")
