"""A document as data: headings, paragraphs, lists, tables; what the writers of all file formats are given.

A document holds plain text only. ``make_dokument`` lets every text pass the
gate once more, so that a writer has nothing to fear but its own syntax.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from myk_tui.domain.text import visible

_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff]|["
    + "".join(chr((n << 16) | 0xFFFE) + chr((n << 16) | 0xFFFF) for n in range(1, 17))
    + "]"
)
"""Code points that no file format may hold."""

WIDEST = 40
"""Letters of one column beyond which it rather wraps than takes room from the others."""
EDGE = 7


@dataclass(frozen=True)
class Ueberschrift:
    """A heading; ``stufe`` 2 for chapters, 3 below."""

    stufe: int
    text: str


@dataclass(frozen=True)
class Absatz:
    """A paragraph; line breaks in ``text`` stay. ``leise``: a note in smaller letters."""

    text: str
    leise: bool = False


@dataclass(frozen=True)
class Liste:
    """Points, one below the other."""

    punkte: tuple[str, ...]


@dataclass(frozen=True)
class Angaben:
    """Names with their values, „Datum: 23. November 2026“."""

    paare: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tabelle:
    """A table; every row has as many cells as the head. ``zahlen``: columns that stand flush right."""

    kopf: tuple[str, ...]
    zeilen: tuple[tuple[str, ...], ...]
    zahlen: frozenset[int] = frozenset()

    def anteile(self) -> tuple[float, ...]:
        """Return the share of the width (sum 1) that each column needs, for formats that do not find it themselves.

        A column counts as many letters as its longest cell, at most ``WIDEST``, at
        least as many as the longest word of its head, and ``EDGE`` for its edges.
        """
        letters = [
            EDGE + max(min(WIDEST, max(map(len, cells), default=0)), max(map(len, head.split()), default=0))
            for head, *cells in zip(self.kopf, *self.zeilen, strict=True)
        ]
        return tuple(count / sum(letters) for count in letters)


Teil = Ueberschrift | Absatz | Liste | Angaben | Tabelle


@dataclass(frozen=True)
class Dokument:
    """A whole document.

    Attributes:
        titel: the one heading of the first level.
        briefkopf: lines above it, who it is from.
        untertitel: the line below it.
        fuss: the last line of every page.
        sprache: language of the text, ``de`` or ``en``.
    """

    titel: str
    teile: tuple[Teil, ...]
    briefkopf: tuple[str, ...] = ()
    untertitel: str = ""
    fuss: str = ""
    sprache: str = "de"


def harmless(text: str) -> str:
    """Return one line of text that no file format has to fear: no controls, no direction overrides."""
    return _NONCHARACTER.sub("�", visible(text))


def harmless_lines(text: str) -> str:
    """Return the same for several lines; empty ones at the ends are left out."""
    return "\n".join(harmless(line) for line in text.strip("\n").split("\n"))


def make_dokument(dokument: Dokument) -> Dokument:
    """Return a document whose every text has passed the gate."""
    return replace(
        dokument,
        titel=harmless(dokument.titel),
        briefkopf=tuple(map(harmless, dokument.briefkopf)),
        untertitel=harmless(dokument.untertitel),
        fuss=harmless(dokument.fuss),
        teile=tuple(_harmless_part(teil) for teil in dokument.teile),
    )


def dump_teile(teile: Iterable[Teil]) -> list[dict[str, Any]]:
    """Return parts as JSON values, so that minutes can be kept as they were given out."""
    return [{"art": type(teil).__name__, **_plain(teil)} for teil in teile]


def read_teile(values: Iterable[dict[str, Any]]) -> tuple[Teil, ...]:
    """Return the parts that ``dump_teile`` wrote; raises KeyError, TypeError or ValueError for anything else."""
    return tuple(_read_part(dict(value)) for value in values)


def _plain(teil: Teil) -> dict[str, Any]:
    found = {field.name: getattr(teil, field.name) for field in fields(teil)}
    return found | ({"zahlen": sorted(teil.zahlen)} if isinstance(teil, Tabelle) else {})


def _read_part(value: dict[str, Any]) -> Teil:
    kind = value.pop("art")
    if kind == "Liste":
        return Liste(tuple(map(str, value["punkte"])))
    if kind == "Angaben":
        return Angaben(tuple((str(name), str(text)) for name, text in value["paare"]))
    if kind == "Tabelle":
        rows = tuple(tuple(map(str, row)) for row in value["zeilen"])
        return Tabelle(tuple(map(str, value["kopf"])), rows, frozenset(map(int, value["zahlen"])))
    if kind == "Ueberschrift":
        return Ueberschrift(int(value["stufe"]), str(value["text"]))
    if kind == "Absatz":
        return Absatz(str(value["text"]), bool(value["leise"]))
    raise ValueError(kind)


def _harmless_part(teil: Teil) -> Teil:
    if isinstance(teil, Ueberschrift):
        return replace(teil, text=harmless(teil.text))
    if isinstance(teil, Absatz):
        return replace(teil, text=harmless_lines(teil.text))
    if isinstance(teil, Liste):
        return Liste(tuple(map(harmless, teil.punkte)))
    if isinstance(teil, Angaben):
        return Angaben(tuple((harmless(name), harmless_lines(value)) for name, value in teil.paare))
    return replace(
        teil,
        kopf=tuple(map(harmless, teil.kopf)),
        zeilen=tuple(tuple(map(harmless, row)) for row in teil.zeilen),
    )
