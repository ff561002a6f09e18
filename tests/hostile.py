"""Texts that try to break out, and how to see whether one did."""

import re

from rich.cells import cell_len
from textual.widget import Widget

TITLES = {
    "closing-tag": "[/]",
    "brackets": "Ziel [Q3] [b]fett[/b] [@click=app.bell]x[/] $x ${y} {z} %s \\[",
    "escape": "\x1b[2J\x1b[31mrot\x1b]0;Titel\x07",
    "direction": "ab\u202egnp.exe\u202c \u2066\u05e9\u05dc\u05d5\u05dd\u2069 \u200f\u061c \u0645\u0631\u062d\u0628\u0627",
    "long": "Maßnahme " * 1_111 + "x",
    "combining": "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030balgo a\u0308o\u0308u\u0308",
    "only-combining": "\u0301\u0301\u0301",
    "emoji": "👩‍👩‍👧‍👦 🇩🇪 👍🏽 ❤️ 1️⃣ 🏴‍☠️ \U0001faa9",
    "wide": "漢字テスト｡ﾊﾝｶｸ ＡＢＣ 한국어",
    "invisible": "a\u200bb\u2060c\u00add\ufeffe\u200d\u200cf\ufe0f",
    "lines": "eins\nzwei\r\ndrei\tvier\x00fünf\x7f\x85sechs\u2028sieben",
}
"""By a name for the test's own name."""

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What can steer a terminal or turn the direction of writing; a line break separates the lines of a screen."""


def broken_lines(widget: Widget) -> list[tuple[int, int, str]]:
    """Return (line, width, text) of every line that is not exactly as wide as its widget or can steer the terminal."""
    found = []
    for y in range(widget.size.height):
        text = "".join(segment.text for segment in widget.render_line(y))
        if cell_len(text) != widget.size.width or STEERING.search(text):
            found.append((y, cell_len(text), text))
    return found
