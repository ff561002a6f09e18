"""The history of a record in German words: which field went from what to what.

The journal holds columns and stored values. Here each column that belongs to a
Maßnahme or an idea has its name, and each kind of value its wording.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from myk_tui.domain import begriffe as b
from myk_tui.domain.clock import from_text
from myk_tui.domain.feldworte import FELDER, Art, Feldwort
from myk_tui.domain.gegenstand import GEGENSTAND, SAID_WHEN_NEW
from myk_tui.domain.kalender import show_date
from myk_tui.domain.uhrzweifel import show_zweifel
from myk_tui.domain.zahlen import show_euro
from myk_tui.i18n import _

TEXT_SHOWN = 80
"""How many letters of a longer text are shown before and after a change."""


@dataclass(frozen=True)
class Eintrag:
    """One entry of the journal.

    Attributes:
        zeile: the whole row, as far as it is known: what a change leaves out comes from the row as it is now.
        vorher: the changed columns before; None if the row was added.
        nachher: the changed columns after; None if the row was deleted.
        eigen: it is the very record the history is about, so nobody has to say which one.
    """

    tabelle: str
    zeile: Mapping[str, Any]
    vorher: Mapping[str, Any] | None
    nachher: Mapping[str, Any] | None
    eigen: bool = False


@dataclass(frozen=True)
class Verlaufsschritt:
    """One step of the history with what it changed here.

    Attributes:
        art: ``tun``, ``zurueck`` (undo) or ``wieder`` (redo).
        zeilen: one line per changed field.
        unsicher: its time is contradicted by the steps around it.
    """

    nr: int
    um: datetime
    titel: str
    art: str
    zeilen: tuple[str, ...]
    unsicher: bool = False

    @property
    def zeit(self) -> str:
        """When it was done, with a word if that is doubtful."""
        return show_zweifel(show_moment(self.um), unsicher=self.unsicher)


def describe_eintrag(eintrag: Eintrag, titel: Mapping[str, str]) -> list[str]:
    """Say what one entry of the journal did, one line per field.

    ``titel`` are the titles of rows by id, and what the columns of the board are called by their word.
    """
    name, which = GEGENSTAND[eintrag.tabelle]
    fields = FELDER[eintrag.tabelle]
    texts = [show_value(fields[column], eintrag.zeile.get(column), titel) for column in which]
    between = _(" braucht ") if eintrag.tabelle == "abhaengigkeit" else " · "
    row = f"{_(name)} {_in_quotes(between.join(filter(None, texts)) or '?')}"
    if eintrag.vorher is None:
        more = [
            f"{_(fields[column].name)} {show_value(fields[column], value, titel)}"
            for column in SAID_WHEN_NEW.get(eintrag.tabelle, ())
            if (value := (eintrag.nachher or {}).get(column)) not in (None, "")
        ]
        return ["+ " + ", ".join([row, *more])]
    if eintrag.nachher is None:
        return [f"− {row}"]
    changes = [
        describe_change(fields[column], eintrag.vorher[column], eintrag.nachher.get(column), titel)
        for column in fields
        if column in eintrag.vorher
    ]
    if eintrag.eigen:
        return changes
    return [f"{row}, {changes[0]}"] if len(changes) == 1 else [f"{row}:", *(f"  {change}" for change in changes)]


def in_one_line(lines: Sequence[str]) -> str:
    """Return what ``describe_eintrag`` says as one sentence, with words for what is new and what is gone."""
    first, *more = (line.strip() for line in lines)
    if first.startswith("+ "):
        return _("neu: {was}").format(was=first[2:])
    if first.startswith("− "):
        return _("entfallen: {was}").format(was=first[2:])
    return " ".join(filter(None, (first, "; ".join(more))))


def describe_change(feld: Feldwort, before: Any, after: Any, titel: Mapping[str, str], *, ganz: bool = False) -> str:
    """Say from what to what a field went; with ``ganz`` the whole part of a text that is different, however long."""
    if feld.art is Art.OHNE_WERT:
        return _("{feld} geändert").format(feld=_(feld.name))
    if feld.art is Art.TEXT:
        before, after = (_differing if ganz else _excerpts)(before or "", after or "")
    whole = ganz and feld.art is Art.TEXT
    words = (_quoted(feld, value if whole else show_value(feld, value, titel)) for value in (before, after))
    return _("{feld}: {vorher} → {nachher}").format(feld=_(feld.name), vorher=next(words), nachher=next(words))


AROUND = 4
"""How many words that stayed are shown before and after those that changed."""


def _differing(before: str, after: str) -> tuple[str, str]:
    """Return of two texts what is different, longer ones without the words that stayed the same around it."""
    one, other = before.split(), after.split()
    if max(len(" ".join(one)), len(" ".join(other))) <= TEXT_SHOWN:
        return " ".join(one), " ".join(other)
    front = _same(one, other)
    back = _same(one[front:][::-1], other[front:][::-1])
    start, rest = max(front - AROUND, 0), max(back - AROUND, 0)
    said = [" ".join(words[start : len(words) - rest]) for words in (one, other)]
    old, new = (("…" if start else "") + text + ("…" if rest else "") if text else "" for text in said)
    return old, new


def _same(one: Sequence[str] | str, other: Sequence[str] | str) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Return two texts from where they begin to differ, if that would be cut off."""
    one, other = " ".join(before.split()), " ".join(after.split())
    same = _same(one, other)
    if same <= TEXT_SHOWN // 2 or max(len(one), len(other)) <= TEXT_SHOWN:
        return one, other
    start = same - TEXT_SHOWN // 4
    return "…" + one[start:], "…" + other[start:]


def _quoted(feld: Feldwort, text: str) -> str:
    if not text:
        return _("(leer)")
    return _in_quotes(text) if feld.art in (Art.TEXT, Art.VERWEIS) else text


def _in_quotes(text: str) -> str:
    return _("„{name}“").format(name=text)


def show_value(feld: Feldwort, value: Any, titel: Mapping[str, str]) -> str:
    """Word a stored value; empty where there is none. Words and ids that nobody knows any more stay as they are."""
    if value is None or value == "":
        return ""
    if feld.art is b.Spalte and value in titel:  # a programme names its columns itself
        return titel[value]
    if isinstance(feld.art, type):
        return b.label(feld.art(value)) if value in [word.value for word in feld.art] else str(value)
    if feld.art is Art.VERWEIS:
        return titel.get(value, _("nicht mehr bekannt"))
    if feld.art is Art.DATUM:
        return show_date(date.fromisoformat(value))
    if feld.art is Art.ZEIT:
        return show_moment(from_text(value))
    if feld.art is Art.GELD:
        return show_euro(value)
    if feld.art is Art.PROZENT:
        return f"{value} %"
    if feld.art is Art.JA_NEIN:
        return _("ja") if value else _("nein")
    return shortened(str(value))


def shortened(text: str) -> str:
    """Return the beginning of a longer text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= TEXT_SHOWN else line[: TEXT_SHOWN - 1].rstrip() + "…"


def show_moment(moment: datetime) -> str:
    """Write date and time as the clock in the room shows it."""
    local = moment.astimezone()
    return f"{show_date(local.date())} {local:%H:%M}"
