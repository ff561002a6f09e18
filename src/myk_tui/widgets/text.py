"""User text on its way to the screen: never markup, cut by cells, harmless."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from myk_tui.domain.text import visible


def plain(text: str) -> Content:
    """Return user text as content that is only ever text: no markup, no control characters."""
    return Content(visible(text))


def styled(text: str, style: str) -> Content:
    """Return user text in one style; the text itself is never markup."""
    return Content.styled(visible(text), style)


def short(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells; what is cut ends in ``…``."""
    return _short(visible(text), width)


def cells(text: str, width: int) -> str:
    """Return ``text`` cut or padded to exactly ``width`` cells."""
    shown = short(text, width)
    return shown + " " * (width - cell_len(shown))


def wrap(text: str, width: int, lines: int) -> list[str]:
    """Return ``text`` broken between words into at most ``lines`` lines of ``width`` cells; the rest ends in ``…``.

    Only a word that fits into no line is cut; it begins beside the words before if they leave it half of the line.
    """
    if width <= 0:
        return [""]
    rest = visible(text)
    found: list[str] = []
    while len(found) < lines - 1 and cell_len(rest) > width:
        head = set_cell_size(rest, width).rstrip()
        if rest[len(head) : len(head) + 1] not in (" ", ""):
            before, blank, half = head.rpartition(" ")
            word = half + rest[len(head) :].partition(" ")[0]
            if blank and (cell_len(word) <= width or cell_len(before) * 2 >= width):
                head = before
        found.append(head)
        rest = rest[len(head) :].lstrip()
    return [*found, _short(rest, width)]


def _short(shown: str, width: int) -> str:
    if cell_len(shown) <= width:
        return shown
    return (set_cell_size(shown, width - 1).rstrip() + "…") if width > 0 else ""


def bar(percent: int, width: int) -> str:
    """Return a progress bar of ``width`` cells; only 100 fills it, only 0 leaves it empty."""
    filled = percent * width // 100
    if percent > 0 and filled == 0:
        filled = 1
    return "█" * filled + "░" * (width - filled)
