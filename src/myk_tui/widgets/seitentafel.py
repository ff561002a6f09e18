"""The one place of a wizard where its pages stand: now choices, now a text to read."""

import re
from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from myk_tui.widgets.optionen import Option
from myk_tui.widgets.wahltafel import Spalte, Wahltafel

INDENT = 2
"""Cells left of a text, and at least as many right of it."""

_LEAD = re.compile(r" *(?:[^\w\s] |\d+\. )?")
"""What stands before the first word of a line: blanks, and the mark or number of a list."""


class Seitentafel(Wahltafel):
    """Shows choices like its parent, or a text that scrolls.

    Both are one widget so that turning a page moves no focus and lays nothing
    out anew; that costs more than drawing the page.
    """

    class Gelesen(Message):
        """The text was scrolled, or another part of it is in sight since the window changed."""

    def __init__(self, vorn: Sequence[Spalte], hinten: Sequence[Spalte], *, id: str | None = None) -> None:
        super().__init__(vorn, hinten, id=id)
        self.entschieden = False
        """Whether what is chosen stands: then Enter is the wizard's on choices, too."""
        self._text: Content | None = None
        self._lines: list[Strip] = []
        self._lines_width = -1
        self._list_top = 0

    def show(self, eintraege: Sequence[Option]) -> None:
        """Show these options; they stand as far down as they did before the text."""
        if self._text is not None:
            self._text, self._lines, self._drawn, self._top = None, [], {}, self._list_top
        super().show(eintraege)

    def read(self, text: Content, *, begin: bool) -> None:
        """Show a text, from its first line or as far down as the present one."""
        if self._text is None:
            self._list_top, self._drawn = self._top, {}
        self._text, self._lines_width = text, -1
        self._top = 0 if begin else self._top
        self._keep_visible()
        self.refresh()

    @property
    def sprungorte(self) -> dict[int, str]:
        """The options in sight; in a text there is nothing to jump to."""
        return super().sprungorte if self._text is None else {}

    @property
    def at_end(self) -> bool:
        """Whether the last line of the text is in sight; before it is laid out nobody has seen it."""
        return self.size.height > 0 and self._top >= self.content_height - self.size.height

    @property
    def content_height(self) -> int:
        """The lines of the text, or one line per option."""
        return super().content_height if self._text is None else len(self._wrapped(self.size.width))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a text, or where it is decided, there is nothing to choose: Enter is the wizard's."""
        if action == "waehlen" and (self._text is not None or self.entschieden):
            return False
        return super().check_action(action, parameters)

    def move_by(self, step: int) -> None:
        """Move the cursor by options, or the text by lines."""
        if self._text is None:
            super().move_by(step)
        else:
            self._scroll(step)

    def on_click(self, event: Click) -> None:
        """Keep from the options what is meant for the text before them."""
        if self._text is not None:
            event.prevent_default()

    def on_resize(self) -> None:
        """Say that the end of the text may have come into sight, or gone out of it."""
        if self._text is not None:
            self.post_message(self.Gelesen())

    def render_line(self, y: int) -> Strip:
        """Draw a line of the text, or an option."""
        if self._text is None:
            return super().render_line(y)
        size, place = self.size, self._top + y
        lines = self._wrapped(size.width)
        bar = self._bar_character(y, size)
        line = lines[place] if place < len(lines) else Strip([], 0)
        ground, rest = self._style(""), size.width - INDENT - line.cell_length - len(bar)
        pieces = [
            Segment(" " * INDENT, ground),
            *line,
            Segment(" " * rest, ground),
            Segment(bar, self._style("leiste")),
        ]
        return Strip(pieces, size.width)

    def refresh_changed(self, lines: Iterable[int] | None = None) -> None:
        """Redraw what has changed; of a text that is all."""
        if self._text is None:
            super().refresh_changed(lines)
        else:
            self.refresh()

    def notify_style_update(self) -> None:
        """Forget what stands in the colours of another theme."""
        super().notify_style_update()
        self._lines_width = -1

    def _wrapped(self, width: int) -> list[Strip]:
        """Return the text in lines, wrapped when it first comes into sight in this width."""
        if self._text is not None and width != self._lines_width:
            room = max(1, width - 2 * INDENT)
            self._lines, self._lines_width = self._lines_of(self._text, room), width
        return self._lines

    def _lines_of(self, text: Content, room: int) -> list[Strip]:
        """Wrap a text; what is too long for a line goes on below its first word, not below its mark or indent."""
        lines: list[Strip] = []
        plain: list[Content] = []
        for line in text.split("\n", allow_blank=True):
            indent = min(_hanging(line.plain), room // 2)
            if indent == 0 or line.cell_length <= room:
                plain.append(line)
                continue
            lines += self._strips(plain, room)
            plain = []
            (head,) = self._strips([line[:indent]], indent)
            first, *more = self._strips([line[indent:]], room - indent)
            below = Strip([Segment(" " * head.cell_length, self._style(""))])
            lines += [Strip.join([head, first]), *(Strip.join([below, strip]) for strip in more)]
        return lines + self._strips(plain, room)

    def _strips(self, lines: Sequence[Content], room: int) -> list[Strip]:
        return Visual.to_strips(self, Content("\n").join(lines), room, None, self.visual_style) if lines else []

    def _scroll(self, step: int) -> None:
        before = self._top
        super()._scroll(step)
        if self._text is not None and before != self._top:
            self.post_message(self.Gelesen())

    def _keep_visible(self) -> None:
        """Keep the cursor in sight; scroll a text back as far as it got shorter or the window larger."""
        if self._text is None:
            super()._keep_visible()
        else:
            self._top = max(0, min(self._top, self.content_height - self.size.height))


def _hanging(line: str) -> int:
    """Return how many characters at the beginning of a line are indent and mark."""
    found = _LEAD.match(line)
    return 0 if found is None else found.end()
