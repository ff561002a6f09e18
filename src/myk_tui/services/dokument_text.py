"""A document as plain text, as it is read in the app."""

from itertools import zip_longest
from textwrap import wrap

from myk_tui.domain.dokument import Absatz, Angaben, Dokument, Liste, Tabelle, Ueberschrift

COLUMN_MIN, WORD_MAX = 4, 16
"""How narrow a column may become, and how much of a long word it keeps together."""

RULE_MAX = 72
"""How long the line below a heading becomes."""

BETWEEN, GAP = " | ", "  "
"""What stands between cells: in a file, and where columns stand below each other."""


def to_text(dokument: Dokument, breite: int | None = None) -> str:
    """Return the document without markup: headings underlined, lists with dashes, cells between bars.

    With ``breite`` for reading it right here: lines of so many letters, what goes on stands indented, the columns
    of a table stand below each other under a line. Letters are counted, not cells: a line of wide ones is wider.
    """
    lines = [dokument.titel, dokument.untertitel, ""]
    for part in dokument.teile:
        if isinstance(part, Ueberschrift):
            rule = ("=" if part.stufe == 2 else "-") * min(breite or RULE_MAX, RULE_MAX, len(part.text))
            lines += ["", *_lines(part.text, breite), rule]
        elif isinstance(part, Absatz):
            lines += [*(line for text in part.text.split("\n") for line in _lines(text, breite)), ""]
        elif isinstance(part, Liste):
            lines += [line for text in part.punkte for line in _lines(f"- {text}", breite, "  ")]
        elif isinstance(part, Angaben):
            said = [f"{name}: {value}".replace("\n", "\n  ") for name, value in part.paare]
            lines += [line for pair in said for text in pair.split("\n") for line in _lines(text, breite, "  ")]
        else:
            lines += _table(part, breite)
    return "\n".join([*lines, "", dokument.fuss]).rstrip() + "\n"


def _lines(text: str, breite: int | None, indent: str = "") -> list[str]:
    if breite is None or len(text) <= breite:
        return [text]
    return wrap(text, breite, subsequent_indent=indent, break_on_hyphens=False)


def _table(tabelle: Tabelle, breite: int | None) -> list[str]:
    rows = (tabelle.kopf, *tabelle.zeilen)
    if breite is None:
        return [BETWEEN.join(row) for row in rows]
    widths = _widths(rows, breite)
    lines: list[str] = []
    for number, row in enumerate(rows):
        if number == 1:
            lines.append(GAP.join("-" * width for width in widths))
        cells = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for pieces in zip_longest(*cells, fillvalue=""):
            shown = (
                piece.rjust(width) if place in tabelle.zahlen else piece.ljust(width)
                for place, (piece, width) in enumerate(zip(pieces, widths, strict=True))
            )
            lines.append(GAP.join(shown).rstrip())
    return lines


def _widths(rows: tuple[tuple[str, ...], ...], breite: int) -> list[int]:
    """Return how wide the columns are: each takes its longest word, and the rest is shared by how much is missing."""
    columns = list(zip(*rows, strict=True))
    wanted = [max(1, *map(len, cells)) for cells in columns]
    room = breite - len(GAP) * (len(columns) - 1)
    words = [max((len(word) for cell in cells for word in cell.split()), default=1) for cells in columns]
    widths = [min(wish, word, WORD_MAX) for wish, word in zip(wanted, words, strict=True)]
    while sum(widths) > room and max(widths) > COLUMN_MIN:
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < room and widths != wanted:
        missing = [wish - width for wish, width in zip(wanted, widths, strict=True)]
        widths[missing.index(max(missing))] += 1
    return widths
