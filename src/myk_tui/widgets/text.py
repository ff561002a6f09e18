"""User text on its way to the screen: never markup, cut by cells, harmless."""

import re

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from myk_tui.domain.text import visible

SYLLABLE_MIN = 2
"""Fewer letters are not left alone before or after a hyphen."""

SQUEEZED_MIN = 20
"""Narrower than this no text is cut in its middle."""

_WORD_BEGIN = re.compile(r"[ /-]")
_PART = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]+(?=[-/]|$)")
_VOWEL = re.compile(r"[aeiouy\u00e4\u00f6\u00fc]", re.IGNORECASE)
_SYLLABLE = re.compile(
    r"(?:(?<=[bcdfghjklmnpqrstvwxz\u00df])(?:str|spr|pfl|pf|st|sp|[bfgkp]l|[bdfgkpt]r)"
    r"|sch|ch|ck|ph|th|qu|[bdfghjklmnprstvwxz\u00df])(?=[aeiouy\u00e4\u00f6\u00fc])"
)
"""What begins a syllable: the last consonant before a vowel, after another one also two or three that are spoken together."""


def plain(text: str) -> Content:
    """Return user text as content that is only ever text: no markup, no control characters."""
    return Content(visible(text))


def styled(text: str, style: str) -> Content:
    """Return user text in one style; the text itself is never markup."""
    return Content.styled(visible(text), style)


def fact(name: str, text: str) -> Content:
    """Return „name: text“; a text of several lines stands in one, with strokes between."""
    return Content.assemble(styled(f"{name}: ", "dim"), Content(" / ").join(plain(line) for line in text.split("\n")))


def short(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells; what is cut ends in ``…``."""
    return _short(visible(text), width)


def squeezed(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells with its end kept: of two long names the end often tells which is which.

    >>> squeezed("Ergebnisse: Medizin- und Pflegenetzwerk/Virtuelle Gesundheitsquelle", 50)
    'Ergebnisse: Medizin- und Pflegen…Gesundheitsquelle'
    """
    shown = visible(text)
    if cell_len(shown) <= width or width < SQUEEZED_MIN:
        return _short(shown, width)
    end = shown
    while cell_len(end) > width * 2 // 5:
        end = end[1:]
    word = _WORD_BEGIN.search(end, 0, len(end) * 2 // 3)
    end = end[word.end() :] if word is not None else end
    return _short(shown, width - cell_len(end)).removesuffix("…").rstrip() + "…" + end


def cells(text: str, width: int) -> str:
    """Return ``text`` cut or padded to exactly ``width`` cells."""
    shown = short(text, width)
    return shown + " " * (width - cell_len(shown))


def wrap(text: str, width: int, lines: int) -> list[str]:
    """Return ``text`` broken between words into at most ``lines`` lines of ``width`` cells; the rest ends in ``…``.

    Only a word that fits into no line is cut, with a hyphen between two syllables if it is one of letters; it begins
    beside the words before if they leave it half of the line.
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
            else:
                cut, sign = breaking(word, len(half) - 1)
                if cut:
                    found.append(head[: len(head) - len(half)] + word[:cut] + sign)
                    rest = rest[len(head) - len(half) + cut :]
                    continue
        found.append(head)
        rest = rest[len(head) :].lstrip()
    return [*found, _short(rest, width)]


def breaking(word: str, most: int) -> tuple[int, str]:
    """Return how many of at most ``most`` letters of a word stay in a line, and the hyphen that this needs.

    It breaks after a hyphen or a slash of its own, or where German does: the last consonant before a vowel begins the
    next syllable. 0: there is no such place.
    """
    own = max(word.rfind(sign, 0, most + 1) for sign in "-/") + 1
    part = _PART.match(word, own)
    if part is not None:
        letters = part[0]
        last = min(most - own, len(letters) - SYLLABLE_MIN)
        places = [match.start() for match in _SYLLABLE.finditer(letters) if SYLLABLE_MIN <= match.start() <= last]
        for place in reversed(places):
            if _VOWEL.search(letters, 0, place):
                return own + place, "-"
    return (own, "") if own >= SYLLABLE_MIN else (0, "")


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
