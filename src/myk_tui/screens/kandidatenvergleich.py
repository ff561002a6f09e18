"""Two or three candidates side by side, as a page over the wizard."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.kandidatenvergleich import SEITE_AN_SEITE, Vergleichskandidat, Vergleichszeile
from myk_tui.i18n import _
from myk_tui.screens.modal import Modal
from myk_tui.widgets.text import cells, plain, styled, wrap

NAME_SHARE = 4
"""The names of the lines take one part in so many of the width."""

LINES_MAX = 6
"""So many lines of the screen one answer takes at most."""

WAEHLEN, PUNKTE = "waehlen", "punkte"


class KandidatenvergleichDialog(Modal[tuple[str, Vergleichskandidat] | None]):
    """The columns; returns what is to be done with which of them: choose it or score it."""

    BINDINGS = [
        Binding("escape,q,c", "dismiss(None)", _("schließen"), id="vergleich.zu"),
        Binding("left", "spalte(-1)", _("links"), show=False, id="vergleich.links"),
        Binding("right,tab", "spalte(1)", _("rechts"), show=False, id="vergleich.rechts"),
        Binding("enter", "fertig('waehlen')", _("wählen"), priority=True, id="vergleich.waehlen"),
        Binding("p", "fertig('punkte')", _("Punkte geben"), id="vergleich.punkte"),
        Binding("up", "rollen(-1)", show=False, id="vergleich.hoch"),
        Binding("down", "rollen(1)", show=False, id="vergleich.runter"),
        Binding("pageup", "rollen(-10)", show=False, id="vergleich.seite-hoch"),
        Binding("pagedown", "rollen(10)", show=False, id="vergleich.seite-runter"),
    ]

    def __init__(
        self, kandidaten: Sequence[Vergleichskandidat], zeilen: Sequence[Vergleichszeile], stelle: int = 0
    ) -> None:
        super().__init__()
        self._kandidaten = tuple(kandidaten)
        self._zeilen = tuple(zeilen)
        self._stelle = min(stelle, len(self._kandidaten) - 1)

    def compose(self) -> ComposeResult:
        """Heading, columns, what the keys do."""
        with Vertical(classes="dialog voll"):
            head = _("Kandidaten nebeneinander (bis zu {n}, die jetzige Maßnahme mitgezählt)")
            yield Label(plain(head.format(n=SEITE_AN_SEITE)), classes="dialog-titel")
            with VerticalScroll(classes="seite", can_focus=False):
                yield Static(id="spalten")
            yield Label(
                plain(_("← → Spalte · Eingabe: diese wählen · p: Punkte geben · Esc: schließen")), classes="hinweis"
            )

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the width there is."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Go to the column that was clicked; a second click chooses it."""
        if event.widget is None or event.widget.id != "spalten":
            return
        name, width = self._widths()
        place = (event.x - name) // (width + 1)
        if 0 <= place < len(self._kandidaten):
            same = place == self._stelle
            self._stelle = place
            self._draw()
            if same and event.chain == 2:
                self.action_fertig(WAEHLEN)

    def action_spalte(self, step: int) -> None:
        """Go to another column."""
        self._stelle = (self._stelle + step) % len(self._kandidaten)
        self._draw()

    def action_rollen(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_fertig(self, was: str) -> None:
        """Return the column under the cursor with what is to be done."""
        self.dismiss((was, self._kandidaten[self._stelle]))

    def _widths(self) -> tuple[int, int]:
        room = max(30, self.size.width - 6)
        count = len(self._kandidaten)
        name = max(14, room // NAME_SHARE) if count < 3 else max(14, room // (NAME_SHARE + 1))
        return name, (room - name) // count - 1

    def _draw(self) -> None:
        name, width = self._widths()
        lines = [self._row(" ", [one.titel for one in self._kandidaten], name, width, kopf=True)]
        now = [_("macht das Team jetzt") if one.gegenwaertig else "" for one in self._kandidaten]
        if any(now):
            lines.append(self._row(" ", now, name, width))
        lines.append(Content("─" * (name + (width + 1) * len(self._kandidaten) - 1)))
        lines += [self._row(zeile.name, [text or "–" for text in zeile.texte], name, width) for zeile in self._zeilen]
        self.query_one("#spalten", Static).update(Content("\n").join(lines))

    def _row(self, name: str, texts: Sequence[str], name_width: int, width: int, *, kopf: bool = False) -> Content:
        columns = [wrap(name, name_width - 1, LINES_MAX), *(wrap(text, width - 1, LINES_MAX) for text in texts)]
        shown: list[Content] = []
        for number in range(max(map(len, columns))):
            parts = [styled(cells(_piece(columns[0], number), name_width), "dim")]
            for place, column in enumerate(columns[1:]):
                text = cells(" " + _piece(column, number), width)
                here = place == self._stelle
                style = "bold reverse" if here and kopf else "bold" if here or kopf else ""
                parts += [styled(text, style) if style else Content(text), Content(" ")]
            shown.append(Content.assemble(*parts))
        return Content("\n").join(shown)


def _piece(column: Sequence[str], number: int) -> str:
    return column[number] if number < len(column) else ""
