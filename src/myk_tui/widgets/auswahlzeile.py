"""A choice among a few words, all in sight: one key each, and no list that has to be opened first."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from myk_tui.domain.text import visible
from myk_tui.widgets.text import short

KEYS = 9
"""How many choices have a digit of their own."""

EDGE = 2
"""Cells before the choices, where a mark says that keys go here: by shape, not by colour alone."""

DIGITS = "123456789"
STEPS = {"right": 1, "space": 1, "left": -1}


class Auswahlzeile(Widget, can_focus=True):
    """The choices in as many lines as they need; ``value`` is the word of the chosen one, or empty."""

    DEFAULT_CSS = """
    Auswahlzeile { height: auto; width: 1fr; background: $boost; color: $foreground; margin: 0 0 1 0; }
    Auswahlzeile:focus { background: $primary-muted; }
    Auswahlzeile > .auswahl--gewaehlt { text-style: bold; color: $text-success; }
    """
    COMPONENT_CLASSES = {"auswahl--gewaehlt"}
    ALLOW_SELECT = False

    class Gewaehlt(Message):
        """Another word has been chosen."""

    def __init__(self, auswahl: Sequence[tuple[str, str]], wert: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._auswahl = tuple(auswahl)
        self.value = wert

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the choices need."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line of choices; the chosen one is marked by shape as well as by colour."""
        lines, base = self._lines(self.size.width), self.rich_style
        chosen = base + self.get_component_styles("auswahl--gewaehlt").partial_rich_style
        edge = "›" if y == 0 and self.has_focus else ""
        parts = [Segment(edge.ljust(EDGE), base)] + [
            Segment(text, chosen if self._auswahl[place][0] == self.value else base)
            for place, _start, text in (lines[y] if y < len(lines) else ())
        ]
        return Strip(parts).adjust_cell_length(self.size.width, base)

    def on_key(self, event: events.Key) -> None:
        """Choose by digit, arrow or space; done here and not by a binding, so that a fast Tab after it loses nothing."""
        if event.key in STEPS:
            self.step(STEPS[event.key])
        elif event.character is not None and event.character in DIGITS:
            self.choose(int(event.character) - 1)
        elif event.key == "enter":
            self.screen.focus_next()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        lines = self._lines(self.size.width)
        for place, start, text in lines[event.y] if 0 <= event.y < len(lines) else ():
            if start <= event.x < start + cell_len(text):
                event.stop()
                self.choose(place)

    def step(self, step: int) -> None:
        """Choose the next or the one before."""
        words = [word for word, _wording in self._auswahl]
        place = words.index(self.value) + step if self.value in words else (0 if step > 0 else -1)
        self.choose(place % len(words))

    def choose(self, place: int) -> None:
        """Choose by number, from 0."""
        if 0 <= place < len(self._auswahl):
            self.value = self._auswahl[place][0]
            self.refresh()
            self.post_message(self.Gewaehlt())

    def _lines(self, width: int) -> list[list[tuple[int, int, str]]]:
        """Return per line (place, first cell, text) of the choices in it."""
        lines: list[list[tuple[int, int, str]]] = [[]]
        x = EDGE
        for place, (word, wording) in enumerate(self._auswahl):
            mark, digit = "●" if word == self.value else "○", f"{place + 1} " if place < KEYS else ""
            text = short(f"{mark} {digit}{visible(wording)}", max(1, width - EDGE - 2)) + "  "
            if lines[-1] and x + cell_len(text) > width:
                lines.append([])
                x = EDGE
            lines[-1].append((place, x, text))
            x += cell_len(text)
        return lines
