"""Many rows: the same keys with 20,000 ideas and 5,000 Maßnahmen as with a hundred of each."""

from collections.abc import Iterable
from itertools import product
from pathlib import Path

import sqlalchemy as sa

from benchmarks.lauf import Lauf
from benchmarks.messung import SCHRITTE, Messung, Pruefling, begin, walk
from myk_tui.domain.begriffe import IdeeStatus, MassnahmeStatus
from myk_tui.domain.clock import SystemClock
from myk_tui.domain.ordnung import keys_for
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer

KLEIN, GROSS = "je 100 Zeilen", "20.000 Ideen, 5.000 Maßnahmen"
MENGEN = {KLEIN: (100, 100), GROSS: (20_000, 5_000)}
"""Name of the database to its numbers of ideas and of Maßnahmen."""

ZIELBILDER, PUNKTE = 3, 4
"""Zielbilder of the practice data; items of the agenda that are gone through."""

JE_LOESUNG, JE_SCHRITT = 20, 100
"""Maßnahmen below a Lösung; rows written in one step of the history."""

BAUM_OEFFNEN, IDEEN_OEFFNEN = "Zielbaum öffnen", "Ideenspeicher öffnen"
BAUM_AUF, WARUM, TAFELN = "Zielbaum aufklappen", "„warum?“ an der Vision", "Ausgewogenheit öffnen"
BAUM_CURSOR, IDEEN_CURSOR = "Cursor: Zielbaum", "Cursor: Ideenliste"
SUCHE_AUF, SUCHE = "Suche öffnen", "Suche: Buchstabe"
BAUM_FILTER_AUF, BAUM_FILTER = "Filter im Zielbaum öffnen", "Filter im Zielbaum: Buchstabe"
IDEEN_FILTER_AUF, IDEEN_FILTER = "Filter im Ideenspeicher öffnen", "Filter im Ideenspeicher: Buchstabe"
ZWILLINGE = "Zwillinge: erster Vergleich"
WAHL, SEITEN = "Entscheidung: Seite der Wahl", "Entscheidung: andere Seiten"
ERSTE_WAHL = "Entscheidung: beginnen, erste Seite der Wahl"
SEITDEM, PROTOKOLL, WEITER = "„Seit dem letzten Treffen“ öffnen", "Protokoll lesen", "Treffen: nächster Punkt"
BILD, ARBEIT = "Taste bis zum Bild", "Taste, Rechenzeit"

WORT = "buerger"
"""Typed into search and filters: its letters fit many rows, the whole of it few, and none without folding umlauts."""

WAS: tuple[str, ...] = (
    "Mitfahrbank",
    "Bürgerbus",
    "Leihrad",
    "Lesecafé",
    "Dorfladen",
    "Bücherschrank",
    "Werkstatt",
    "Spieletreff",
)
WAS += ("Obstwiese", "Trinkbrunnen", "Fahrradgarage", "Sprechstunde", "Chor", "Kochabend", "Tauschregal", "Lernraum")
WAS += (
    "Beleuchtung",
    "Schattenplätze",
    "Ladesäule",
    "Wegweiser",
    "Blühstreifen",
    "Notfalldose",
    "Radweg",
    "Bürgerkarte",
)
WEN: tuple[str, ...] = (
    "für Familien",
    "für Jugendliche",
    "für Ältere",
    "für Vereine",
    "für Pendelnde",
    "für Neuzugezogene",
    "für alle",
)
WEN += (
    "mit Schulen",
    "mit Betrieben",
    "mit Ehrenamtlichen",
    "ohne Barrieren",
    "am Wochenende",
    "im Winter",
    "am Abend",
)
WO: tuple[str, ...] = (
    "am Marktplatz",
    "am Bahnhof",
    "im Gemeindehaus",
    "an der Grundschule",
    "am Sportplatz",
    "im Neubaugebiet",
)
WO += ("am Radweg", "im Ortskern", "an der Haltestelle", "im Park", "am Friedhof", "am Ortsrand", "beim Feuerwehrhaus")

QUIET = 0.250
"""Seconds without output after which everything a key has set off is done; shorter than a blinking cursor stays."""

MsJeWerk = dict[str, list[float]]


def make_large_database(path: Path, ideen: int, massnahmen: int) -> None:
    """Create the practice data and fill them up to so many ideas and Maßnahmen, all with a journal."""
    from myk_tui.services.schnappschuss import create_programm

    create_programm(path, "demo", SystemClock())
    database = Database(path, SystemClock(), akteur="Messung")
    try:
        felder, orte = (_ids(database, table) for table in (t.handlungsfeld, t.gebietskoerperschaft))
        loesungen = _add_loesungen(database, massnahmen // JE_LOESUNG)
        present = len(_ids(database, t.massnahme))
        for numbers in _steps(massnahmen - present):
            with database.write("Maßnahmen zum Messen") as writer:
                for number in numbers:
                    _add_massnahme(writer, number, loesungen, felder, orte)
        present = len(_ids(database, t.idee))
        for numbers in _steps(ideen - present):
            with database.write("Ideen zum Messen") as writer:
                for number in numbers:
                    _add_idee(writer, number, felder, orte)
    finally:
        database.close()


def measure_many(messung: Messung, rounds: int) -> None:
    """Press the same keys in every database; the empty app tells what a key costs at all."""
    for werte, (tasten, spitze) in messung.measure("Viele Zeilen", rounds, _keys):
        werte.spitze_mib.append(spitze)
        for name, values in tasten.items():
            werte.viele.setdefault(name, []).append(values)


def _keys(lauf: Lauf, pruefling: Pruefling) -> tuple[MsJeWerk, float]:
    begin(lauf, pruefling)
    lauf.settle(QUIET)
    if pruefling.datei is None:
        tasten = {BILD: _cursor(lauf), ARBEIT: [_work(lauf, key) for key in ("down", "up") * 4]}
    else:
        tasten = _tree(lauf) | _ideas(lauf) | _search(lauf) | _decision(lauf) | _meeting(lauf)
    peak = lauf.peak_mib()
    lauf.quit()
    return tasten, peak


def _tree(lauf: Lauf) -> MsJeWerk:
    tasten = {BAUM_OEFFNEN: [_work(lauf, "2")], WARUM: [_work(lauf, "w")]}
    _work(lauf, "escape")
    tasten[TAFELN] = [_work(lauf, "a")]
    _work(lauf, "escape")
    tasten[BAUM_AUF] = [_work(lauf, "*")]
    tasten[BAUM_CURSOR] = _cursor(lauf)
    tasten[BAUM_FILTER_AUF] = [_work(lauf, "t")]
    tasten[BAUM_FILTER] = [_work(lauf, letter) for letter in WORT]
    _work(lauf, "escape")
    return tasten


def _ideas(lauf: Lauf) -> MsJeWerk:
    tasten = {IDEEN_OEFFNEN: [_work(lauf, "3")], IDEEN_CURSOR: _cursor(lauf), IDEEN_FILTER_AUF: [_work(lauf, "f")]}
    tasten[IDEEN_FILTER] = [_work(lauf, letter) for letter in WORT]
    _work(lauf, "escape")
    tasten[ZWILLINGE] = [_work(lauf, "z")]
    _work(lauf, "escape")
    return tasten


def _search(lauf: Lauf) -> MsJeWerk:
    tasten = {SUCHE_AUF: [_work(lauf, "/")], SUCHE: [_work(lauf, letter) for letter in WORT]}
    _work(lauf, "escape")
    return tasten


def _decision(lauf: Lauf) -> MsJeWerk:
    """Turn from look back to choice and back in every Zielbild: first the drafts are written, then only pages turned."""
    _work(lauf, "5")
    begun = _turn_pages(lauf)
    _work(lauf, "tab")  # from the closing page to the first one
    turns = _turn_pages(lauf)
    return {
        ERSTE_WAHL: [turn[0] for turn in begun],
        WAHL: [turn[0] for turn in turns],
        SEITEN: [work for turn in turns for work in turn[1:]],
    }


def _turn_pages(lauf: Lauf) -> list[list[float]]:
    return [[_work(lauf, key) for key in ("enter", "left", "tab")] for _zielbild in range(ZIELBILDER)]


def _meeting(lauf: Lauf) -> MsJeWerk:
    """Begin the planned meeting and go on item by item; then what has changed, and the minutes."""
    _work(lauf, "6")
    _work(lauf, "enter")
    _work(lauf, "j")  # yes, today; where nothing is asked it stays at the item that runs
    tasten = {WEITER: [_work(lauf, "enter") for _punkt in range(PUNKTE)]}
    _work(lauf, "1")
    tasten[SEITDEM] = [_work(lauf, "v")]
    _work(lauf, "escape")
    tasten[PROTOKOLL] = [_work(lauf, "p")]
    for key in ("escape", "6", "x", "j"):  # while it runs, leaving would ask
        _work(lauf, key)
    return tasten


def _cursor(lauf: Lauf) -> list[float]:
    """Return the milliseconds to the first frame of each step: the cursor waits for nothing else."""
    return [press.ms for press in walk(lauf, SCHRITTE)]


def _work(lauf: Lauf, key: str) -> float:
    """Return the milliseconds of computing from a key until everything it sets off is done, waiting left out."""
    before = lauf.cpu_seconds()
    lauf.press(key)
    lauf.settle(QUIET)
    return (lauf.cpu_seconds() - before) * 1_000


def _steps(count: int) -> Iterable[range]:
    return (range(first, min(first + JE_SCHRITT, count)) for first in range(0, max(count, 0), JE_SCHRITT))


def _ids(database: Database, table: sa.Table) -> list[str]:
    with database.read() as connection:
        return list(connection.scalars(sa.select(table.c.id).order_by(table.c.id)))


def _add_loesungen(database: Database, count: int) -> list[str]:
    ziele = _ids(database, t.ziel)
    with database.write("Lösungen zum Messen") as writer:
        for number, key in enumerate(keys_for(count)):
            ziel = ziele[number % len(ziele)]
            writer.insert(
                t.loesung, ziel_id=ziel, titel=f"Lösung zum Messen {number + 1}", ordnung="z" + key, beispiel=1
            )
    return _ids(database, t.loesung)


def _add_massnahme(writer: Writer, number: int, loesungen: list[str], felder: list[str], orte: list[str]) -> None:
    status = list(MassnahmeStatus)[number % 3]
    massnahme_id = writer.insert(
        t.massnahme,
        loesung_id=loesungen[number % len(loesungen)],
        titel=_title(number),
        status=status.value,
        fortschritt=number % 10 * 10,
        ordnung=f"z{number:06}V",
        beispiel=1,
    )
    writer.insert(t.massnahme_handlungsfeld, massnahme_id=massnahme_id, handlungsfeld_id=felder[number % len(felder)])
    writer.insert(t.massnahme_ort, massnahme_id=massnahme_id, gebietskoerperschaft_id=orte[number // 3 % len(orte)])


def _add_idee(writer: Writer, number: int, felder: list[str], orte: list[str]) -> None:
    states = (IdeeStatus.NEU, IdeeStatus.GESICHTET, IdeeStatus.GEEIGNET)
    idee_id = writer.insert(
        t.idee,
        titel=_title(number),
        status=states[number % 3].value,
        herkunft=f"Bürgerdialog {2024 + number % 3}",
        ort_id=orte[number % len(orte)],
        eingang=f"{2024 + number % 3}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        unterstuetzer=number % 50,
        beispiel=1,
    )
    writer.insert(t.idee_handlungsfeld, idee_id=idee_id, handlungsfeld_id=felder[number // 7 % len(felder)])


_TITLES = [" ".join(words) for words in product(WAS, WEN, WO)]


def _title(number: int) -> str:
    """Return a title; the first some thousand differ in words, later ones in a number only."""
    again = number // len(_TITLES)
    return _TITLES[number * 1_009 % len(_TITLES)] + (f" ({again + 1})" if again else "")
