"""How evenly the Maßnahmen are spread: two tables over the whole window, gaps by shape and word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from myk_tui.domain.ausgewogenheit import TITEL, Ausgewogenheit, Reihe, Reihenart, Tafel, Verteilt, behind, describe
from myk_tui.domain.begriffe import label
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.lesedialog import Lesedialog
from myk_tui.screens.zielbaum_zeilen import STATUS_MARKS
from myk_tui.widgets.text import cells, plain, wrap
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

KOPFZEILEN = 3
"""Lines for the titles of the Zielbilder: the long ones of the programme fit at 80 columns."""

SUMME_BREITE, ZELLE_MIN, BALKEN_MAX = 7, 5, 10
"""Cells of the sum; the fewest and the longest bar a column may have."""


@dataclass(frozen=True)
class Tafelzeile:
    """One line of the view: a heading, a line of the column titles, a row of a table.

    Attributes:
        kopf: number of the line of column titles; None for everything else.
        reihe: None for headings and column titles.
    """

    tafel: Tafel
    ueberschrift: str = ""
    kopf: int | None = None
    reihe: Reihe | None = None


def lines_of(whole: Ausgewogenheit) -> Iterator[Tafelzeile]:
    """Yield the lines of both tables, one below the other."""
    for number, tafel in enumerate(whole.tafeln):
        if number:
            yield Tafelzeile(tafel)
        yield Tafelzeile(tafel, f"{_(TITEL[tafel.art])}: {describe(tafel)}")
        for kopf in range(KOPFZEILEN if whole.spalten else 0):
            yield Tafelzeile(tafel, kopf=kopf)
        for reihe in tafel.reihen:
            yield Tafelzeile(tafel, reihe=reihe)


class Tafelliste(Zeilenliste[Tafelzeile]):
    """Both tables as lines; what stands in a column follows from the width."""

    def __init__(self, whole: Ausgewogenheit) -> None:
        super().__init__()
        self._whole = whole
        cells_of_all = (cell for tafel in whole.tafeln for reihe in tafel.reihen for cell in reihe.zellen)
        self._most = max(map(len, cells_of_all), default=0)

    def id_of(self, eintrag: Tafelzeile) -> str:
        """Return an id: the same Maßnahmen may be „ohne“ in both tables."""
        last = eintrag.ueberschrift or eintrag.kopf if eintrag.reihe is None else eintrag.reihe.id
        return f"{eintrag.tafel.art}/{last}"

    def waehlbar(self, eintrag: Tafelzeile) -> bool:
        """Only rows can be chosen."""
        return eintrag.reihe is not None

    def draw(self, eintrag: Tafelzeile, width: int) -> list[Stueck]:
        """Draw one line of a table."""
        name, column, shown = self._columns(width)
        if eintrag.reihe is not None:
            return self._draw_reihe(eintrag.tafel, eintrag.reihe, (name, column, shown))
        if eintrag.kopf is not None:
            return self._draw_kopf(eintrag.kopf, (name, column, shown))
        return [(eintrag.ueberschrift, "kopf")]

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Return the cells of the name, the cells of a column, and how many Zielbilder have a column of their own."""
        count, name = len(self._whole.spalten), max(14, min(30, width // 3))
        room = max(ZELLE_MIN, width - name - SUMME_BREITE)
        if count * ZELLE_MIN <= room:
            return name, room // max(count, 1), count
        fitting = room // ZELLE_MIN
        return name, room // fitting, fitting - 1  # the last column holds all that have no room

    def _draw_kopf(self, number: int, layout: tuple[int, int, int]) -> list[Stueck]:
        name, column, shown = layout
        titles = [title for _id, title in self._whole.spalten[:shown]]
        rest = len(self._whole.spalten) - shown
        titles += [ngettext("{n} weitere", "{n} weitere", rest).format(n=rest)] if rest else []
        last = number == KOPFZEILEN - 1
        pieces: list[Stueck] = [(" " * name, "")]
        for title in titles:
            lines = wrap(title, column - 1, KOPFZEILEN)
            lines = [""] * (KOPFZEILEN - len(lines)) + lines
            pieces.append((cells(lines[number], column), "leise"))
        return [*pieces, (_("gesamt").rjust(SUMME_BREITE) if last else "", "leise")]

    def _draw_reihe(self, tafel: Tafel, reihe: Reihe, layout: tuple[int, int, int]) -> list[Stueck]:
        name, column, shown = layout
        style = "titel" if reihe.art is Reihenart.BENANNT else "leise"
        pieces: list[Stueck] = [(cells(reihe.name, name - 1) + " ", style)]
        for place, cell in enumerate(reihe.zellen[:shown]):
            pieces += self._gap(column) if tafel.is_gap(reihe, place) else self._amount(len(cell), column)
        rest = reihe.zellen[shown:]
        if rest:
            pieces += self._amount(sum(map(len, rest)), column)
        return [*pieces, (str(reihe.summe).rjust(SUMME_BREITE), "zahl")]

    def _gap(self, column: int) -> list[Stueck]:
        word = "○ " + _("Lücke")
        return [(cells(word if len(word) < column else "○", column), "warnung")]

    def _amount(self, count: int, column: int) -> list[Stueck]:
        if not count:
            return [(cells("·", column), "leise")]
        number = str(count)
        longest = min(BALKEN_MAX, column - len(str(self._most)) - 2)
        if longest < 2:
            return [(cells(number, column), "zahl")]
        bar = "█" * max(1, count * longest // max(self._most, count))
        return [(f"{bar} ", "balken"), (cells(number, column - len(bar) - 1), "zahl")]


class AusgewogenheitDialog(Lesedialog[str | None]):
    """Both tables; returns the id of a Maßnahme to go to, or None."""

    BINDINGS = [Binding("escape,q,a", "dismiss(None)", _("Schließen"), id="ausgewogenheit.zu")]

    def __init__(self, whole: Ausgewogenheit) -> None:
        super().__init__()
        self._whole = whole

    def compose(self) -> ComposeResult:
        """Title, tables, what the signs mean."""
        with Vertical(classes="dialog voll"):
            yield Label(plain(_title(self._whole)), classes="dialog-titel")
            yield Tafelliste(self._whole)
            yield Label(
                plain(_("○ Lücke · Zahl: Maßnahmen · Eingabe: welche das sind · Esc: schließen")),
                classes="hinweis",
            )

    def on_mount(self) -> None:
        """Show the tables."""
        liste = self.query_one(Tafelliste)
        liste.show(tuple(lines_of(self._whole)))
        liste.focus()

    @on(Zeilenliste.Gewaehlt)
    def show_massnahmen(self, message: Zeilenliste.Gewaehlt) -> None:
        """Show what stands behind the number of a row."""
        message.stop()
        line = self.query_one(Tafelliste).current
        if line is not None and line.reihe is not None:
            dialog = ReiheDialog(line.reihe.name, behind(self._whole, line.reihe))
            self.app.push_screen(dialog, self._go_on)

    def _go_on(self, massnahme_id: str | None) -> None:
        if massnahme_id is not None:
            self.dismiss(massnahme_id)


class Reihenliste(Zeilenliste[tuple[str, Verteilt]]):
    """The Maßnahmen of one row with their Zielbild."""

    def id_of(self, eintrag: tuple[str, Verteilt]) -> str:
        """Return the id of the Maßnahme."""
        return eintrag[1].id

    def draw(self, eintrag: tuple[str, Verteilt], width: int) -> list[Stueck]:
        """Draw state, title and Zielbild."""
        zielbild, one = eintrag
        note = " · ".join(part for part in (label(one.status), zielbild, one.ort_text) if part)
        return [(f"{STATUS_MARKS[one.status]} ", "akzent"), (one.titel, "titel"), (f"  {note}", "leise")]


class ReiheDialog(Lesedialog[str | None]):
    """What stands behind the number of a row; returns the id of the chosen Maßnahme or None."""

    BINDINGS = [Binding("escape,q", "dismiss(None)", _("Zurück"), id="ausgewogenheit.zurueck")]

    def __init__(self, name: str, massnahmen: Sequence[tuple[str, Verteilt]]) -> None:
        super().__init__()
        self._name = name
        self._massnahmen = tuple(massnahmen)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        count = len(self._massnahmen)
        title = ngettext("{name}: {n} Maßnahme", "{name}: {n} Maßnahmen", count).format(name=self._name, n=count)
        hint = _("Eingabe: im Zielbaum zeigen · Esc: zurück") if count else _("Esc: zurück")
        with Vertical(classes="dialog gross"):
            yield Label(plain(title), classes="dialog-titel")
            yield Reihenliste(leer=_("Hier gibt es noch keine Maßnahme."))
            yield Label(plain(hint), classes="hinweis")

    def on_mount(self) -> None:
        """Show the Maßnahmen."""
        liste = self.query_one(Reihenliste)
        liste.show(self._massnahmen)
        liste.focus()

    @on(Zeilenliste.Gewaehlt)
    def choose(self, message: Zeilenliste.Gewaehlt) -> None:
        """Take the line."""
        message.stop()
        self.dismiss(message.id)


def show_ausgewogenheit(screen: MykScreen) -> None:
    """Open the tables; a chosen Maßnahme is shown in the goal tree."""

    def closed(massnahme_id: str | None) -> None:
        if massnahme_id is not None:
            screen.show_stelle(massnahme_id)

    with screen.reporting():
        whole = screen.services.ausgewogenheit.load_ausgewogenheit()
        screen.app.push_screen(AusgewogenheitDialog(whole), closed)


def _title(whole: Ausgewogenheit) -> str:
    count, stopped = len(whole.massnahmen), whole.eingestellt
    text = ngettext("Ausgewogenheit von {n} Maßnahme", "Ausgewogenheit von {n} Maßnahmen", count).format(n=count)
    if stopped:
        text += ngettext(", {n} eingestellte zählt nicht mit", ", {n} eingestellte zählen nicht mit", stopped).format(
            n=stopped
        )
    return text
