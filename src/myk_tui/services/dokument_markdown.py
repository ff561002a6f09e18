"""A document as Markdown; the text of users stays text, whatever it looks like."""

import re

from myk_tui.domain.dokument import Absatz, Angaben, Dokument, Liste, Tabelle, Teil, Ueberschrift

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!@^=])")
_LINE_START = re.compile(r"^(\s*)([+\-:]|\d+(?=[.)]))")
_LINK = re.compile(r"(?i)(://|\bwww(?=\.))")


def to_markdown(dokument: Dokument) -> str:
    """Return the document in CommonMark with tables as GitHub knows them."""
    blocks = [escaped(line) for line in dokument.briefkopf]
    parts = ["  \n".join(blocks)] if blocks else []
    parts.append(f"# {escaped(dokument.titel)}")
    if dokument.untertitel:
        parts.append(escaped(dokument.untertitel))
    parts += [_part(part) for part in dokument.teile]
    if dokument.fuss:
        parts += ["---", escaped(dokument.fuss)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Return one line of text with everything escaped that Markdown could take for markup."""
    return _LINE_START.sub(_at_the_start, _inline(text))


def _inline(text: str) -> str:
    """Escape text that does not begin a line."""
    shown = _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))
    return _LINK.sub(lambda found: found[0].replace("://", r"\://") if ":" in found[0] else found[0] + "\\", shown)


def _at_the_start(found: re.Match[str]) -> str:
    blank, mark = found[1], found[2]
    return f"{blank}{mark}\\" if mark.isdigit() else f"{blank}\\{mark}"


def _lines(text: str) -> str:
    return "  \n".join(escaped(line) for line in text.split("\n"))


def _part(part: Teil) -> str:
    if isinstance(part, Ueberschrift):
        return f"{'#' * part.stufe} {escaped(part.text)}"
    if isinstance(part, Absatz):
        return _lines(part.text)
    if isinstance(part, Liste):
        return "\n".join(f"- {escaped(text)}" for text in part.punkte)
    if isinstance(part, Angaben):
        return "\n".join(f"- **{_inline(name)}:** {_indented(value)}" for name, value in part.paare)
    return _table(part)


def _indented(value: str) -> str:
    first, *more = value.split("\n")
    return "  \n  ".join([_inline(first), *map(escaped, more)])


def _table(part: Tabelle) -> str:
    rule = ["---:" if place in part.zahlen else "---" for place in range(len(part.kopf))]
    rows = [[_inline(cell) for cell in row] for row in (part.kopf, *part.zeilen)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))
