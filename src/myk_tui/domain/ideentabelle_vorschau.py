"""What reading a table of ideas would do: before anything is written, in numbers and sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from myk_tui.domain.dubletten import compared_folded
from myk_tui.domain.ideentabelle import SPALTEN, Ideenzeile, Zeilenfehler, Zuordnung
from myk_tui.domain.text import fold
from myk_tui.i18n import _, ngettext

SAMPLE = 30
"""How much of a value is shown to know its column by."""

SHOWN = 50
"""How many errors and how many Dubletten are listed; the numbers always count all."""


@dataclass(frozen=True)
class Tabellendublette:
    """A row whose title is probably there already.

    Attributes:
        zeile: number of the row.
        titel: its title.
        wie: the title that is alike.
        in_zeile: the earlier row that has it; None if it is in the Ideenspeicher.
    """

    zeile: int
    titel: str
    wie: str
    in_zeile: int | None = None


@dataclass(frozen=True)
class Vorschau:
    """What a table contains and what can be taken from it.

    Attributes:
        datei: name of the file.
        kopf: the headings of all its columns.
        zuordnung: which field stands in which column.
        zeilen: number of rows that are not blank.
        gueltig: the rows that can be taken.
        fehler: why the others cannot.
        dubletten: rows among the valid ones whose title is probably there already.
        hinweise: sentences about how the file was read.
        beispiele: the first value of each column, to know it by.
        blatt: name of the sheet that is read, empty if the file has none.
        blaetter: names of all sheets that could be read instead.
    """

    datei: str
    kopf: tuple[str, ...]
    zuordnung: Zuordnung
    zeilen: int
    gueltig: tuple[Ideenzeile, ...]
    fehler: tuple[Zeilenfehler, ...] = ()
    dubletten: tuple[Tabellendublette, ...] = ()
    hinweise: tuple[str, ...] = ()
    beispiele: tuple[str, ...] = ()
    blatt: str = ""
    blaetter: tuple[str, ...] = ()

    @property
    def abgewiesen(self) -> int:
        """Number of rows that cannot be taken."""
        return self.zeilen - len(self.gueltig)

    @property
    def ohne_titel(self) -> bool:
        """Whether no column is the title: then nothing can be read."""
        return "titel" not in self.zuordnung


@dataclass(frozen=True)
class Einlesebericht:
    """What was taken from a table.

    Attributes:
        vorschau: what was found in it.
        eingelesen: number of new ideas.
        rest: the file with the rows that were refused, or empty.
        ausgelassen: number of Dubletten that were left out on demand.
    """

    vorschau: Vorschau
    eingelesen: int
    rest: str = ""
    ausgelassen: int = 0


def find_dubletten(zeilen: Sequence[Ideenzeile], vorhanden: Iterable[str]) -> tuple[Tabellendublette, ...]:
    """Return the rows whose title is the same as a stored one or one further up.

    The same are titles with the same words in any order, without case, umlauts
    and words that say nothing, or with the same letters: Mitfahr-Bank am Markt = Mitfahrbank Markt.
    """
    known: dict[str, tuple[str, int | None]] = {}
    for titel, forms in _forms(list(vorhanden)):
        for form in forms:
            known.setdefault(form, (titel, None))
    found = []
    for zeile, (titel, forms) in zip(zeilen, _forms([zeile.titel for zeile in zeilen]), strict=True):
        earlier = next((known[form] for form in forms if form in known), None)
        if earlier is not None:
            found.append(Tabellendublette(zeile.zeile, titel, *earlier))
        for form in forms:
            known.setdefault(form, (titel, zeile.zeile))
    return tuple(found)


def _forms(titles: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Return each title with the forms in which it is compared; folding all in one piece is several times as fast."""
    folded = fold("\n".join(titel.replace("\n", " ") for titel in titles)).split("\n") if titles else []
    for titel, text in zip(titles, folded, strict=True):
        forms = [form for form in compared_folded(text) if form.dicht]
        yield titel, [word for form in forms for word in (f"w {form.woerter}", f"d {form.dicht}")] + [f"t {text}"]


def first_values(kopf: Sequence[str], zeilen: Iterable[tuple[int, Sequence[str]]]) -> tuple[str, ...]:
    """Return for each column the beginning of the first cell that is not blank."""
    found = [""] * len(kopf)
    for _number, cells in zeilen:
        for place, cell in enumerate(cells[: len(kopf)]):
            if not found[place] and cell.strip():
                line = " ".join(cell.split())
                found[place] = line if len(line) <= SAMPLE else line[: SAMPLE - 1].rstrip() + "…"
        if all(found):
            break
    return tuple(found)


def sample(vorschau: Vorschau, place: int) -> str:
    """Return how a column begins, as it follows its name; empty if it is empty."""
    value = vorschau.beispiele[place] if place < len(vorschau.beispiele) else ""
    return _(", zum Beispiel „{wert}“").format(wert=value) if value else ""


def headline(vorschau: Vorschau) -> str:
    """Return the numbers of a preview in one line."""
    if vorschau.ohne_titel:
        return _("Keine Spalte ist als Titel zu erkennen. Bitte eine Spalte als Titel wählen.")
    parts = [ngettext("{n} Zeile mit einer Idee", "{n} Zeilen mit Ideen", vorschau.zeilen).format(n=vorschau.zeilen)]
    if vorschau.abgewiesen:
        parts.append(_("{n} davon nicht zu lesen").format(n=vorschau.abgewiesen))
    if vorschau.dubletten:
        parts.append(_("{n} vermutlich schon da").format(n=len(vorschau.dubletten)))
    return ", ".join(parts) + "."


def preview_lines(vorschau: Vorschau) -> list[str]:
    """Return a preview as lines to read: numbers, columns, errors, Dubletten."""
    lines = [*vorschau.hinweise, headline(vorschau), "", _("Spalten:"), *column_lines(vorschau)]
    if vorschau.fehler and not vorschau.ohne_titel:
        lines += ["", _("Fehler:"), *error_lines(vorschau.fehler)]
    if vorschau.dubletten:
        lines += ["", _("Vermutlich schon da:"), *dublette_lines(vorschau.dubletten)]
    return lines


def column_lines(vorschau: Vorschau) -> list[str]:
    """Return which column is read as which field, and which are not read."""
    lines = [
        _("  {feld}: Spalte „{spalte}“").format(
            feld=_(spalte.name), spalte=vorschau.kopf[vorschau.zuordnung[spalte.key]]
        )
        + sample(vorschau, vorschau.zuordnung[spalte.key])
        for spalte in SPALTEN
        if spalte.key in vorschau.zuordnung
    ]
    used = set(vorschau.zuordnung.values())
    unread = [heading for place, heading in enumerate(vorschau.kopf) if place not in used and heading]
    if unread:
        lines.append(_("  nicht gelesen: {spalten}").format(spalten=", ".join(unread)))
    return lines


def error_lines(fehler: Sequence[Zeilenfehler]) -> list[str]:
    """Return the first errors, each with its place."""
    return [*(f"  ✗ {error.stelle}: {error.satz}" for error in fehler[:SHOWN]), *_more(len(fehler))]


def dublette_lines(dubletten: Sequence[Tabellendublette]) -> list[str]:
    """Return the first rows whose title is probably there already."""
    lines = []
    for twin in dubletten[:SHOWN]:
        sentence = (
            _("  = Zeile {zeile}: „{titel}“ ist im Speicher als „{wie}“")
            if twin.in_zeile is None
            else _("  = Zeile {zeile}: „{titel}“ steht schon in Zeile {frueher}")
        )
        lines.append(sentence.format(zeile=twin.zeile, titel=twin.titel, wie=twin.wie, frueher=twin.in_zeile))
    return [*lines, *_more(len(dubletten))]


def result_lines(bericht: Einlesebericht) -> list[str]:
    """Return what was taken as lines to read."""
    lines = [ngettext("{n} Idee eingelesen.", "{n} Ideen eingelesen.", bericht.eingelesen).format(n=bericht.eingelesen)]
    if bericht.ausgelassen:
        lines.append(_("Ausgelassen, weil vermutlich schon da: {n}").format(n=bericht.ausgelassen))
    elif bericht.vorschau.dubletten:
        lines.append(_("Vermutlich doppelt (z führt zusammen): {n}").format(n=len(bericht.vorschau.dubletten)))
    lines += dublette_lines(bericht.vorschau.dubletten)
    if bericht.rest:
        lines.append(
            _("Nicht eingelesen: {n}. Diese Zeilen stehen mit dem Grund in {datei}").format(
                n=bericht.vorschau.abgewiesen, datei=bericht.rest
            )
        )
    return lines


def _more(count: int) -> list[str]:
    return [_("  … und {n} weitere").format(n=count - SHOWN)] if count > SHOWN else []
