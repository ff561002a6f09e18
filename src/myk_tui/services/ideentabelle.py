"""Use cases of tables of ideas: look at one, take it in, write one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from importlib.util import find_spec
from pathlib import Path

from myk_tui.domain.ideentabelle import (
    BY_KEY,
    SPALTEN,
    Ideenzeile,
    Tabelle,
    Verzeichnis,
    Zeilenfehler,
    Zeilenpruefung,
    Zuordnung,
    as_cells,
    assign,
    header_signature,
)
from myk_tui.domain.ideentabelle_vorschau import (
    Einlesebericht,
    Tabellendublette,
    Vorschau,
    find_dubletten,
    first_values,
)
from myk_tui.domain.kalender import show_date
from myk_tui.domain.text import clean_line
from myk_tui.errors import RuleViolation, StorageError
from myk_tui.i18n import _, ngettext
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.files import write_atomically
from myk_tui.storage.queries.ideenspeicher import handlungsfelder, orte, ortsarten
from myk_tui.storage.queries.ideentabelle import all_ideen, all_titles
from myk_tui.storage.tabellen import read_table, tables_in, write_csv

CSV, XLSX = ".csv", ".xlsx"

FOLDERS = ("Downloads", "Documents", "Dokumente", "Desktop", "Schreibtisch")
OFFERED = 50
"""Where tables are looked for, below the home folder, and how many are offered."""

FUZZY_PAIRS = 4_000_000
"""Up to how many pairs of a row and an idea titles are compared letter by letter; beyond only equal ones are found."""


@dataclass(frozen=True)
class _Gelesen:
    tabelle: Tabelle
    vorschau: Vorschau


class IdeentabelleService:
    """Ideas come from tables and go into tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_vorschau(self, datei: Path, zuordnung: Zuordnung | None = None, *, blatt: str = "") -> Vorschau:
        """Return what reading a table would do; nothing is written. ``blatt`` names the sheet of a workbook.

        Without ``zuordnung`` the columns are read as the last time a table had
        these headings, or as their headings say. Raises RuleViolation or
        StorageError if the file is no table.
        """
        return self._read(datei, zuordnung, blatt).vorschau

    def load_tabelle(self, endung: str, nur: Collection[str] | None = None) -> bytes:
        """Return all ideas, or those with the ids ``nur``, as a table: ``.csv`` or ``.xlsx``; raises RuleViolation for others."""
        if endung.lower() not in (CSV, XLSX):
            raise RuleViolation(
                _(
                    "„{endung}“ schreibt das Programm nicht. Bitte .csv oder .xlsx wählen; LibreOffice öffnet beide."
                ).format(endung=endung),
                feld="datei",
            )
        kopf = [spalte.name for spalte in SPALTEN]
        with self._database.read() as connection:
            zeilen = [as_cells(record) for record in all_ideen(connection) if nur is None or record["id"] in nur]
        if endung.lower() == CSV:
            return write_csv(kopf, zeilen)
        from myk_tui.storage.arbeitsmappen import write_xlsx

        return write_xlsx(kopf, zeilen)

    def load_dateien(self) -> list[tuple[str, str]]:
        """Return (path, name with folder and day) of the tables where people keep theirs, the newest first."""
        home = Path.home()
        homes = (home, home / "OneDrive")
        folders = [Path.cwd(), self._database.path.parent, *(place / name for place in homes for name in FOLDERS)]
        return [
            (str(path), f"{path.name}  ({path.parent.name}, {show_date(date.fromtimestamp(changed))})")
            for path, changed in tables_in(folders)[:OFFERED]
        ]

    def load_ziel(self) -> Path:
        """Return a name for a table that is not taken yet: in the home folder, as XLSX if that can be written."""
        endung = CSV if find_spec("xlsxwriter") is None else XLSX
        return _free(Path.home() / f"ideen-{self._database.clock.today().isoformat()}{endung}")

    def import_ideen(
        self,
        datei: Path,
        zuordnung: Zuordnung | None = None,
        *,
        nur_gueltige: bool = False,
        ohne_dubletten: bool = False,
        blatt: str = "",
    ) -> Einlesebericht:
        """Take in the ideas of a table as one step; how its columns were read is remembered for these headings.

        One row that cannot be read refuses the whole table, unless
        ``nur_gueltige``: then the refused rows are written, with the reasons,
        to a new file beside the table before anything is committed. Raises
        RuleViolation or StorageError; then nothing has changed.
        """
        gelesen = self._read(datei, zuordnung, blatt)
        vorschau = gelesen.vorschau
        _check(vorschau, nur_gueltige=nur_gueltige)
        twins = {twin.zeile for twin in vorschau.dubletten} if ohne_dubletten else set()
        taken = [zeile for zeile in vorschau.gueltig if zeile.zeile not in twins]
        if zuordnung is not None:
            self._database.remember(_signature(vorschau.kopf), dict(vorschau.zuordnung))
        rest = self._write_ideen(datei, gelesen, taken)
        return Einlesebericht(
            vorschau, len(taken), "" if rest is None else str(rest), len(vorschau.gueltig) - len(taken)
        )

    def _write_ideen(self, datei: Path, gelesen: _Gelesen, taken: Sequence[Ideenzeile]) -> Path | None:
        """Insert the rows as one step, and write the refused ones before that is committed."""
        titel = ngettext("{n} Idee eingelesen", "{n} Ideen eingelesen", len(taken)).format(n=len(taken))
        rest: Path | None = None
        try:
            with self._database.write(titel) as writer:
                # The newest stands first: the first row is written last, so that the order stays that of the table.
                for zeile in reversed(taken):
                    idee_id = writer.insert(t.idee, **zeile.werte)
                    for feld_id in zeile.handlungsfeld_ids:
                        writer.insert(t.idee_handlungsfeld, idee_id=idee_id, handlungsfeld_id=feld_id)
                if gelesen.vorschau.fehler:
                    rest = _rest_of(datei)
                    write_atomically(rest, _refused(gelesen.tabelle, gelesen.vorschau.fehler))
        except BaseException:
            if rest is not None:
                rest.unlink(missing_ok=True)
            raise
        return rest

    def _read(self, datei: Path, zuordnung: Zuordnung | None, blatt: str) -> _Gelesen:
        tabelle = read_table(datei, blatt)
        if zuordnung is None:
            zuordnung = self._remembered(tabelle.kopf)
        with self._database.read() as connection:
            verzeichnis = Verzeichnis(
                tuple(handlungsfelder(connection)), tuple(orte(connection)), ortsarten(connection)
            )
            vorhanden = all_titles(connection)
        herkunft = clean_line(
            _("Tabelle {name}").format(name=datei.name), feld="datei", name=_("Dateiname"), maximum=500
        )
        pruefung = Zeilenpruefung(
            tabelle.kopf, zuordnung, verzeichnis, heute=self._database.clock.today(), herkunft=herkunft
        )
        gueltig: list[Ideenzeile] = []
        fehler: list[Zeilenfehler] = []
        for number, cells in tabelle.zeilen if "titel" in zuordnung else ():
            checked = pruefung.check(number, cells)
            if isinstance(checked, Ideenzeile):
                gueltig.append(checked)
            else:
                fehler += checked
        vorschau = Vorschau(
            datei.name,
            tabelle.kopf,
            zuordnung,
            len(tabelle.zeilen),
            tuple(gueltig),
            tuple(fehler),
            self._dubletten(gueltig, vorhanden),
            tabelle.hinweise,
            first_values(tabelle.kopf, tabelle.zeilen),
            tabelle.blatt,
            tabelle.blaetter,
        )
        return _Gelesen(tabelle, vorschau)

    def _remembered(self, kopf: Sequence[str]) -> Zuordnung:
        kept = self._database.remembered(_signature(kopf))
        if not isinstance(kept, dict):
            return assign(kopf)
        return {key: place for key, place in kept.items() if key in BY_KEY and place in range(len(kopf))}

    def _dubletten(self, gueltig: Sequence[Ideenzeile], vorhanden: Sequence[str]) -> tuple[Tabellendublette, ...]:
        """Return the rows whose idea is probably there already: equal titles, and in smaller tables similar ones."""
        equal = find_dubletten(gueltig, vorhanden)
        numbers = {twin.zeile for twin in equal}
        others = [zeile for zeile in gueltig if zeile.zeile not in numbers]
        if len(others) * len(vorhanden) > FUZZY_PAIRS:
            return equal
        from myk_tui.services.dubletten import DublettenService

        nearest = DublettenService(self._database).load_aehnlichste([zeile.titel for zeile in others])
        similar = [
            Tabellendublette(zeile.zeile, zeile.titel, titel)
            for zeile, titel in zip(others, nearest, strict=True)
            if titel is not None
        ]
        return tuple(sorted((*equal, *similar), key=lambda twin: twin.zeile))


def export_ideen(
    tabellen: IdeentabelleService, ziel: Path, *, ueberschreiben: bool = False, nur: Collection[str] | None = None
) -> None:
    """Write all ideas, or those with the ids ``nur``, to a file, whole or not at all; its ending says the kind.

    Raises RuleViolation if the file is there already and may not be replaced, or StorageError.
    """
    if ziel.exists() and not ueberschreiben:
        raise RuleViolation(
            _("{path} gibt es schon. Bitte einen anderen Namen wählen.").format(path=ziel), feld="datei"
        )
    write_atomically(ziel, tabellen.load_tabelle(ziel.suffix, nur))


def _check(vorschau: Vorschau, *, nur_gueltige: bool) -> None:
    if vorschau.ohne_titel:
        raise RuleViolation(
            _("Keine Spalte ist als Titel zu erkennen. Bitte einer Spalte die Überschrift „Titel“ geben.")
        )
    if not vorschau.zeilen:
        raise RuleViolation(_("Die Tabelle hat unter den Spaltennamen keine Zeile mit einer Idee."))
    if vorschau.fehler and not nur_gueltige:
        first = vorschau.fehler[0]
        raise RuleViolation(
            ngettext(
                "Nichts eingelesen: {n} Zeile ist nicht zu lesen. {stelle}: {satz}",
                "Nichts eingelesen: {n} Zeilen sind nicht zu lesen. Zuerst {stelle}: {satz}",
                vorschau.abgewiesen,
            ).format(n=vorschau.abgewiesen, stelle=first.stelle, satz=first.satz)
        )
    if not vorschau.gueltig:
        raise RuleViolation(_("Nichts eingelesen: Keine einzige Zeile ist gültig. Bitte die Spalten prüfen."))


def _refused(tabelle: Tabelle, fehler: Sequence[Zeilenfehler]) -> bytes:
    """Return the refused rows as CSV: number, reasons, then the cells as they were."""
    reasons: dict[int, list[str]] = {}
    for error in fehler:
        reasons.setdefault(error.zeile, []).append(f"{error.spalte}: {error.satz}" if error.spalte else error.satz)
    rows = [(number, " / ".join(reasons[number]), *cells) for number, cells in tabelle.zeilen if number in reasons]
    return write_csv([_("Zeile"), _("Grund"), *tabelle.kopf], rows)


def _rest_of(datei: Path) -> Path:
    """Return a name beside the table for the rows that are refused."""
    return _free(datei.with_name(_("{name}-nicht-eingelesen").format(name=datei.stem) + CSV))


def _free(path: Path) -> Path:
    """Return a name that is not taken yet, with a number if need be."""
    for number in range(1, 1000):
        found = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        if not found.exists():
            return found
    raise StorageError(_("Neben {path} liegen schon zu viele Tabellen. Bitte alte löschen.").format(path=path))


def _signature(kopf: Sequence[str]) -> str:
    return f"ideentabelle.{sha1(header_signature(kopf).encode()).hexdigest()}"
