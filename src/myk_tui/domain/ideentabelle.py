"""A table of ideas, as it comes from a spreadsheet: its columns, their names, and what each row means.

Wording in the file is German whatever the language of the interface: files are
handed on, and have to be read again by everyone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from myk_tui.domain.begriffe import Groesse, IdeengeberArt, IdeeStatus, wording
from myk_tui.domain.ideenspeicher import check_status
from myk_tui.domain.ideentabelle_werte import (
    Ortsnamen,
    bare,
    check_computed,
    listed_name,
    read_groesse,
    read_ideengeber,
    read_status,
    read_yes_no,
    whole,
    without_time,
    words,
)
from myk_tui.domain.ideentabelle_woerter import HEADINGS
from myk_tui.domain.kalender import parse_date, quartal_of, show_date
from myk_tui.domain.text import ZEILE_MAX, clean_line, clean_text
from myk_tui.domain.zahlen import parse_int
from myk_tui.errors import RuleViolation
from myk_tui.i18n import N_, _

QUELLE_MAX = 2_000
SUPPORT_MAX = 1_000_000
NAMED = 12
"""How many known Handlungsfelder a sentence names at most."""

Zuordnung = Mapping[str, int]
"""Which field stands in which column: key of the field to place of the column, from 0."""


@dataclass(frozen=True)
class Tabelle:
    """A sheet as it was read.

    Attributes:
        kopf: the headings.
        zeilen: (number of the row as a spreadsheet shows it, cells) of every row that is not blank.
        hinweise: sentences about how it was read.
        blatt: name of the sheet, empty if the file has none.
        blaetter: names of all sheets that could be read instead.
    """

    kopf: tuple[str, ...]
    zeilen: tuple[tuple[int, tuple[str, ...]], ...]
    hinweise: tuple[str, ...] = ()
    blatt: str = ""
    blaetter: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feldspalte:
    """A field that a table can have.

    Attributes:
        name: heading that is written; what else is understood stands in ``ideentabelle_woerter``.
    """

    key: str
    name: str


SPALTEN: tuple[Feldspalte, ...] = (
    Feldspalte("titel", N_("Titel")),
    Feldspalte("beschreibung", N_("Beschreibung")),
    Feldspalte("status", N_("Stand")),
    Feldspalte("antwort", N_("Antwort")),
    Feldspalte("herkunft", N_("Herkunft")),
    Feldspalte("ideengeber_art", N_("Von wem")),
    Feldspalte("ort_id", N_("Gebietskörperschaft")),
    Feldspalte("ort_text", N_("Ort")),
    Feldspalte("mitwirken", N_("Mitwirken")),
    Feldspalte("unterstuetzer", N_("Unterstützende")),
    Feldspalte("eingang", N_("Eingang")),
    Feldspalte("handlungsfelder", N_("Handlungsfelder")),
    Feldspalte("quelle", N_("Quelle")),
    Feldspalte("beispiel", N_("Beispiel")),
    Feldspalte("groesse", N_("Größe")),
    Feldspalte("wieder_ab", N_("Zurückgestellt bis")),
)
"""All fields, in the order in which they are written. ``_(spalte.name)`` is for the screen, ``spalte.name`` for files."""

BY_KEY = {spalte.key: spalte for spalte in SPALTEN}


@dataclass(frozen=True)
class Verzeichnis:
    """What the names in a table can refer to: (id, name) of Handlungsfelder and Gebietskörperschaften.

    Attributes:
        arten: by id what kind of Gebietskörperschaft it is: „Verbandsgemeinde“, „kreisangehörige Stadt“.
    """

    handlungsfelder: tuple[tuple[str, str], ...]
    orte: tuple[tuple[str, str], ...]
    arten: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ideenzeile:
    """A row that can be taken: number of the row, columns of the record, ids of its Handlungsfelder."""

    zeile: int
    werte: Mapping[str, Any]
    handlungsfeld_ids: tuple[str, ...] = ()

    @property
    def titel(self) -> str:
        """The title."""
        return str(self.werte["titel"])


@dataclass(frozen=True)
class Zeilenfehler:
    """Why a row cannot be taken.

    Attributes:
        zeile: number of the row as a spreadsheet shows it.
        spalte: heading of the column, or empty if it is about the whole row.
        satz: what is wrong and what to do.
    """

    zeile: int
    spalte: str
    satz: str

    @property
    def stelle(self) -> str:
        """Row and column in words."""
        if not self.spalte:
            return _("Zeile {zeile}").format(zeile=self.zeile)
        return _("Zeile {zeile}, Spalte „{spalte}“").format(zeile=self.zeile, spalte=self.spalte)


def assign(kopf: Sequence[str]) -> dict[str, int]:
    """Return which field stands in which column, recognised by the headings; the first of two equal ones counts."""
    found: dict[str, int] = {}
    for place, heading in enumerate(kopf):
        key = _KNOWN.get(bare(heading))
        if key is not None:
            found.setdefault(key, place)
    return {spalte.key: found[spalte.key] for spalte in SPALTEN if spalte.key in found}


def is_heading(cells: Sequence[str], above: int) -> bool:
    """Whether a row below ``above`` others that are not blank names the columns: the title among them.

    Lower down one word that is also a heading proves nothing; two do.
    """
    found = assign(cells)
    return "titel" in found and (not above or len(found) > 1)


def header_signature(kopf: Sequence[str]) -> str:
    """Return what two tables with the same headings have in common, however they are written."""
    return "|".join(bare(heading) for heading in kopf)


class Zeilenpruefung:
    """Turns the rows of one table into ideas, or into sentences that say what is wrong."""

    def __init__(
        self, kopf: Sequence[str], zuordnung: Zuordnung, verzeichnis: Verzeichnis, *, heute: date, herkunft: str
    ) -> None:
        self._kopf = kopf
        self._zuordnung = zuordnung
        self._heute = heute
        self._herkunft = herkunft
        self._verzeichnis = verzeichnis
        self._felder = {listed_name(name): feld_id for feld_id, name in verzeichnis.handlungsfelder}
        self._longest = 1 + max((len(re.findall("[,;]", name)) for name in self._felder), default=0)
        self._orte = Ortsnamen(verzeichnis.orte, verzeichnis.arten)

    def check(self, zeile: int, cells: Sequence[str]) -> Ideenzeile | list[Zeilenfehler]:
        """Return the idea of a row, or everything that is wrong with it."""
        errors: list[Zeilenfehler] = []
        if any(cell.strip() for cell in cells[len(self._kopf) :]):
            satz = _(
                "Mehr Zellen als Spaltennamen. Steht ein Trennzeichen im Text, gehört der Text in Anführungszeichen."
            )
            return [Zeilenfehler(zeile, "", satz)]
        values: dict[str, Any] = {}
        for key, place in sorted(self._zuordnung.items(), key=lambda pair: pair[1]):
            text = cells[place] if place < len(cells) else ""
            try:
                check_computed(text, self._kopf[place])
                values[key] = self._value(key, text)
            except RuleViolation as error:
                satz = error.message.removeprefix(f"{_(BY_KEY[key].name)}: ")  # the column is named before it
                errors.append(Zeilenfehler(zeile, self._kopf[place], satz))
        if not errors:
            errors = self._complete(zeile, values)
        if errors:
            return errors
        felder = values.pop("handlungsfelder", ())
        return Ideenzeile(zeile, values, felder)

    def _value(self, key: str, text: str) -> Any:
        name = _(BY_KEY[key].name)
        if key == "titel":
            return clean_line(text, feld=key, name=name, required=True)
        if key in ("herkunft", "ort_text"):
            return clean_line(text, feld=key, name=name, maximum=ZEILE_MAX)
        if key == "quelle":
            return clean_line(text, feld=key, name=name, maximum=QUELLE_MAX)
        if key in ("beschreibung", "antwort"):
            return clean_text(text, feld=key, name=name)
        if key == "unterstuetzer":
            return parse_int(whole(text), feld=key, name=name, low=0, high=SUPPORT_MAX) or 0
        if key == "eingang":
            day = parse_date(without_time(text), feld=key, name=name)
            if day is not None and day > self._heute:
                raise RuleViolation(
                    _("{name}: Der {tag} liegt in der Zukunft. Bitte den Tag prüfen.").format(
                        name=name, tag=show_date(day)
                    )
                )
            return None if day is None else day.isoformat()
        if key == "wieder_ab":
            day = parse_date(without_time(text), feld=key, name=name)
            return None if day is None else quartal_of(day).beginn.isoformat()
        if key == "groesse":
            return read_groesse(text)
        if key == "status":
            return read_status(text)
        if key == "ideengeber_art":
            return read_ideengeber(text)
        if key in ("mitwirken", "beispiel"):
            return read_yes_no(text, name)
        if key == "handlungsfelder":
            return self._handlungsfelder(text)
        return clean_line(text, feld=key, name=name, maximum=ZEILE_MAX)  # the Gebietskörperschaft

    def _complete(self, zeile: int, values: dict[str, Any]) -> list[Zeilenfehler]:
        """Fill in what follows from several columns or from none; return what does not go together."""
        if "beispiel" in values:
            values["beispiel"] = values["beispiel"] or 0
        values.setdefault("eingang", self._heute.isoformat())
        values.setdefault("herkunft", self._herkunft)
        try:
            self._locate(values)
            status = IdeeStatus(values.get("status", IdeeStatus.NEU))
            check_status(IdeeStatus.NEU, status, antwort=str(values.get("antwort", "")))
            if values.get("wieder_ab") is not None and status is not IdeeStatus.ZURUECKGESTELLT:
                raise RuleViolation(
                    _("Nur eine zurückgestellte Idee kommt in einem Quartal wieder. Bitte zuerst den Stand ändern."),
                    feld="wieder_ab",
                )
        except RuleViolation as error:
            place = self._zuordnung.get(error.feld or "")
            return [Zeilenfehler(zeile, "" if place is None else self._kopf[place], error.message)]
        return []

    def _locate(self, values: dict[str, Any]) -> None:
        """Put the place where it belongs: a Gebietskörperschaft we know, else its words.

        A table with a column for each says which is which; with one column for
        both the words decide.
        """
        typed, words = str(values.get("ort_id", "")), str(values.get("ort_text", ""))
        known = self._orte.find(typed)
        if "ort_id" not in values:
            known = self._orte.find(words)
            words = "" if known is not None else words
        elif known is None:
            words = ", ".join(part for part in (typed, words) if part)
        values["ort_id"] = known
        values["ort_text"] = clean_line(words, feld="ort_text", name=_("Ort"), maximum=ZEILE_MAX)

    def _handlungsfelder(self, text: str) -> tuple[str, ...]:
        """Return the ids of listed Handlungsfelder; of several names that fit, the longest is meant."""
        parts = [(match.start(), match.end()) for match in re.finditer(r"[^,;\n]+", text)]
        found: list[str] = []
        start = 0
        while start < len(parts):
            for end in range(min(len(parts), start + self._longest), start, -1):
                feld_id = self._felder.get(listed_name(text[parts[start][0] : parts[end - 1][1]]))
                if feld_id is not None:
                    found.append(feld_id)
                    start = end
                    break
            else:
                name = text[slice(*parts[start])].strip()
                if name:
                    raise self._unknown_feld(name)
                start += 1
        return tuple(dict.fromkeys(found))

    def _unknown_feld(self, name: str) -> RuleViolation:
        names = [known for _id, known in self._verzeichnis.handlungsfelder]
        if not names:
            return RuleViolation(_("Dieses Programm hat keine Handlungsfelder. Bitte die Spalte nicht einlesen."))
        more = " …" if len(names) > NAMED else ""
        return RuleViolation(
            _("Das Handlungsfeld „{name}“ gibt es nicht. Bekannt sind: {alle}.").format(
                name=name[:60], alle=", ".join(names[:NAMED]) + more
            )
        )


def as_cells(werte: Mapping[str, Any]) -> list[Any]:
    """Return an idea as the cells of a row, in the order of ``SPALTEN``: text, whole numbers, dates.

    ``werte`` are the columns of the record; ``ort_id`` and ``handlungsfelder`` are names already.
    """
    return [_cell(spalte.key, werte[spalte.key]) for spalte in SPALTEN]


def show_cell(value: object) -> str:
    """Return a cell as text: dates and yes or no in German, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, date):
        shown = f"{value.day:02d}.{value.month:02d}.{value.year:04d}"
        clock = value.strftime("%H:%M:%S") if hasattr(value, "hour") else "00:00:00"
        return shown if clock == "00:00:00" else f"{shown} {clock}"
    return str(value)


def _cell(key: str, value: Any) -> Any:
    if key == "status":
        return wording(IdeeStatus(value))
    if key == "ideengeber_art":
        return "" if value == IdeengeberArt.UNBEKANNT else wording(IdeengeberArt(value))
    if key == "mitwirken":
        return {None: "", 0: "nein", 1: "ja"}[value]
    if key == "beispiel":
        return "ja" if value else ""
    if key == "groesse":
        return "" if value is None else wording(Groesse(value))
    if key in ("eingang", "wieder_ab"):
        return "" if value is None else date.fromisoformat(value)
    if key == "handlungsfelder":
        return "; ".join(value)
    return value


_KNOWN: dict[str, str] = words(((spalte.name, *HEADINGS[spalte.key]), spalte.key) for spalte in SPALTEN)
