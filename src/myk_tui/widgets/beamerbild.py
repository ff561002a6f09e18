"""One slide, as large as the window: a title, a few lines, perhaps a clock."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from myk_tui.domain.beamer import Folie, Folienzeile, Schrift
from myk_tui.i18n import ngettext
from myk_tui.widgets.text import bar, plain, styled, wrap

STYLES = {Schrift.KOPF: "bold", Schrift.TEXT: "", Schrift.LEISE: "dim", Schrift.WICHTIG: "bold $text-warning"}

LINES_MAX = 3
"""Into how many lines one text is broken at most: what is longer is for reading, not for looking."""

INDENT = 3


class Beamerbild(Vertical):
    """Draws a ``Folie``; what does not fit is counted, never cut in silence."""

    DEFAULT_CSS = """
    Beamerbild { padding: 1 4; background: $background; color: $foreground; }
    Beamerbild > #oben { height: auto; color: $text-muted; }
    Beamerbild > #titel { height: auto; text-style: bold; color: $text-primary; padding: 0 0 1 0; }
    Beamerbild > #uhr { display: none; height: auto; width: 1fr; text-align: right; }
    Beamerbild > #uhrworte { display: none; height: 1; width: 1fr; text-align: right; text-style: bold; }
    Beamerbild > #uhr.-da, Beamerbild > #uhrworte.-da { display: block; }
    Beamerbild > .-ueber { color: $text-warning; }
    Beamerbild.-dunkel { background: black; }
    Beamerbild.-dunkel > * { visibility: hidden; }
    Beamerbild > #zeilen { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._folie = Folie("")
        self._worte = ""

    def compose(self) -> ComposeResult:
        """Where we are, title, clock, lines."""
        yield Static(id="oben")
        yield Static(id="titel")
        yield Digits("", id="uhr")
        yield Static(id="uhrworte")
        yield Static(id="zeilen")

    def show(self, folie: Folie, jetzt: datetime) -> None:
        """Show another slide; the same one costs nothing but a look at the clock."""
        if folie == self._folie:
            self.tick(jetzt)
            return
        self._folie = folie
        self.set_class(folie.dunkel, "-dunkel")
        for clock in self.query("#uhr, #uhrworte"):  # none before the frame is there: then it draws by itself
            clock.set_class(folie.uhr is not None, "-da")
        self.tick(jetzt)
        self.call_after_refresh(self._draw)

    def tick(self, jetzt: datetime) -> None:
        """Let the clocks go on; only what reads otherwise than before is drawn."""
        uhr = self._folie.uhr
        if uhr is None or not self.query("#uhr"):
            return
        digits, words = self.query_one("#uhr", Digits), self.query_one("#uhrworte", Static)
        over = uhr.rest(jetzt) < 0
        if digits.has_class("-ueber") != over:
            digits.set_class(over, "-ueber")
            words.set_class(over, "-ueber")
        if digits.value != uhr.zahlen(jetzt):
            digits.update(uhr.zahlen(jetzt))
        if self._worte != uhr.worte(jetzt):
            self._worte = uhr.worte(jetzt)
            words.update(plain(self._worte), layout=False)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if not self.children:  # closed before the frame came
            return
        width = self.content_size.width
        for name, text in (("#oben", self._folie.oben), ("#titel", self._folie.titel)):
            lines = wrap(text, width, LINES_MAX) if width > 0 else [""]
            self.query_one(name, Static).update(Content("\n").join(map(plain, lines)))
        self.call_after_refresh(self._draw_lines)

    def _draw_lines(self) -> None:
        """Draw below the title, which has its height by now."""
        if not self.children:
            return
        room = self.query_one("#zeilen", Static)
        if room.size.width > 0:
            room.update(slide_text(self._folie.zeilen, room.size.width, room.size.height))


def slide_text(zeilen: tuple[Folienzeile, ...], width: int, height: int) -> Content:
    """Return the lines of a slide for a room of this size; airy if there is space."""
    blocks = [_block(zeile, width) for zeile in zeilen]
    airy = sum(map(len, blocks)) + len(blocks) - 1 <= height
    lines: list[Content] = []
    for number, block in enumerate(blocks):
        gap = [Content("")] if airy and lines else []
        last = number == len(blocks) - 1
        if len(lines) + len(gap) + len(block) > height - (0 if last else 1):
            rest = len(blocks) - number
            more = ngettext("… und {n} weitere Zeile", "… und {n} weitere Zeilen", rest).format(n=rest)
            return Content("\n").join([*lines, styled(more, "dim")])
        lines += [*gap, *block]
    return Content("\n").join(lines)


def _block(zeile: Folienzeile, width: int) -> list[Content]:
    style, indent = STYLES[zeile.schrift], " " * INDENT * zeile.ein
    bar_width = max(6, min(20, width // 5))
    head = "" if zeile.balken is None else f"{bar(zeile.balken, bar_width)} {zeile.balken:>3} %  "
    hang = len(indent) + len(head)
    first, *more = wrap(zeile.text, max(8, width - hang), LINES_MAX)
    lines = [Content.assemble(indent, (head, "$success"), styled(first, style))]
    return lines + [Content.assemble(" " * hang, styled(line, style)) for line in more]
