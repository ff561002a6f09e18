"""Make the practice data: the public template plus examples, built by driving the services.

Run: ``python tools/make_vorlage_demo.py``. Everything invented carries
„Beispiel“ in its title or its field ``beispiel``. The journal is a real one,
because every step went through the use cases, with a clock set to its day.
The reference dates are moved to the present quarter when the template is
loaded (``storage.vorlagen``).
"""

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import vorlage_treffen as treffen
from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.domain.ordnung import key_at, keys_for
from myk_tui.services import Services, open_services
from myk_tui.services.schnappschuss import create_programm, export_snapshot
from myk_tui.storage import journal
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from vorlage_abende import hold, neuigkeiten, prepare, pruefung
from vorlage_erzaehlen import StepClock, lookup, row_id
from vorlage_karten import QUARTALE, plan_karten
from vorlage_strategie import einschaetzungen, punkte, steckbriefe
from vorlage_teams import plan_bitten, plan_teams

TARGET = Path(__file__).parents[1] / "src" / "myk_tui" / "vorlagen" / "demo.json"
STAND = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)

ZIELE = {
    "MYK verändert sich": {
        "Beispiel: Dienste wohnortnah anbieten": {
            "Beispiel: Orte zum Arbeiten und Begegnen": ["RegioHubs", "RegioNetz", "Amt-O-Mat"],
            "Beispiel: Gesundheit auf dem Land": ["Herz.Gesund", "+Beispiel: Gesundheitslotsin per Video"],
        },
        "Beispiel: Ortskerne beleben": {
            "Beispiel: Leerstand nutzen": [
                "+Beispiel: Leerstandsbörse im Ortskern",
                "+Beispiel: Dorfladen rund um die Uhr",
            ],
        },
    },
    "In MYK gut von A nach B kommen": {
        "Beispiel: Wege sichtbar machen": {
            "Beispiel: Daten zu Verkehr und Umwelt": [
                "Sensorik zur Erfassung des Radverkehrs",
                "LoRaWAN-Netz",
                "Kommunale Datenplattform",
                "Datenvisualisierung auf der kommunalen Datenplattform",
            ],
            "Beispiel: Gute Rad- und Fußwege": ["Smartes Wegemanagement", "+Beispiel: Schlaglochmelder"],
        },
        "Beispiel: Ohne eigenes Auto ans Ziel": {
            "Beispiel: Fahrten teilen": ["+Beispiel: Mitfahrbänke an zehn Orten", "+Beispiel: Bürgerbus auf Abruf"],
        },
    },
    "MYK vernetzt Menschen": {
        "Beispiel: Ehrenamt stärken": {
            "Beispiel: Vereine entlasten": [
                "Engagement-Plattform",
                "+Beispiel: Vereinslotse digital",
                "+Beispiel: Gerätepool für Vereine",
            ],
        },
        "Beispiel: Junge Menschen beteiligen": {
            "Beispiel: Jugendräume vernetzen": [
                "Youth Connect",
                "Digitale Freizeitinformationsplattform für Kinder und Jugendliche",
                "+Beispiel: Jugend-Medienwerkstatt",
            ],
            "Beispiel: Lernen an neuen Orten": [
                "MINT-MakerSpace / MakerSpace Mayen-Koblenz",
                "MY-MakerSpace",
                "Digitale Lernplattform Geysir Andernach",
            ],
        },
    },
}
TEAMS = {
    "Ehrenamt & Digitalisierung": "Beispiel: Vereinslotse digital",
    "Innovationen in der offenen Kinder- und Jugendarbeit": "Beispiel: Jugend-Medienwerkstatt",
    "Smartes Medizin- und Pflegenetzwerk/Virtuelle Gesundheitsquelle": "Beispiel: Gesundheitslotsin per Video",
    "Beispiel: Sprintteam Mobilität": "Beispiel: Schlaglochmelder",
}
RESULTS = {
    "Beispiel: Vereinslotse digital": (
        "Zwölf Vereine haben mitgemacht, doppelt so viele wie erwartet.",
        "Wenn ein Verein seine Frage ohne Anruf klären kann.",
        "Der Datenschutz dauert länger als gedacht.",
        "Jemanden, der die Texte in einfache Sprache bringt.",
    ),
    "Beispiel: Jugend-Medienwerkstatt": (
        "Die Jugendlichen drehen ihre Filme über den eigenen Ort.",
        "Wenn im nächsten Jahr ein Jugendraum allein weitermacht.",
        "Einverständnisse kommen spät zurück.",
        "Einen Raum mit Leinwand für den Abschluss.",
    ),
    "Beispiel: Gesundheitslotsin per Video": (
        "Zwei Praxen wollen sofort mitmachen.",
        "Wenn Wege wegfallen, die heute eine Stunde dauern.",
        "Der Empfang im Rathaus ist schwach.",
        "Einen besseren Anschluss im Sitzungssaal.",
    ),
    "Beispiel: Mitfahrbänke an zehn Orten": (
        "Drei Orte haben von sich aus gefragt.",
        "Wenn auf einer Bank wirklich jemand mitgenommen wird.",
        "Zuständigkeit für die Flächen ist unklar.",
        "Einen Termin mit der Straßenmeisterei.",
    ),
}
IDEAS = [
    ("Beispiel: Werkzeugbibliothek im Dorf", "gesichtet", "Zielbildgruppentreffen", "verein"),
    ("Beispiel: Lesepaten per Video", "geeignet", "Brief an das Projektbüro", "einwohner"),
    ("Beispiel: Sensor für freie Sitzbänke im Park", "neu", "Schulprojekt", "schule"),
    ("Beispiel: Digitale Dorfchronik", "geeignet", "Zielbildgruppentreffen", "verein"),
    ("Beispiel: Ladepunkt am Sportplatz", "neu", "E-Mail", "einwohner"),
    ("Beispiel: Reparaturcafé mit Terminbuchung", "gesichtet", "Zielbildgruppentreffen", "einwohner"),
    ("Beispiel: Notfallkarte für den Kühlschrank", "neu", "Sprechstunde", "einwohner"),
    ("Beispiel: Rad-Reparatursäule am Bahnhof", "geeignet", "Zielbildgruppentreffen", "einwohner"),
    ("Beispiel: Gemeinsamer Veranstaltungskalender", "zurueckgestellt", "E-Mail", "verein"),
    ("Beispiel: Sprechende Wanderschilder", "neu", "Schulprojekt", "schule"),
    ("Beispiel: Einkaufshilfe für Nachbarn", "gesichtet", "Zielbildgruppentreffen", "einwohner"),
    ("Beispiel: Nachtlicht auf Abruf am Radweg", "neu", "E-Mail", "einwohner"),
]


def main() -> None:
    """Build the programme of the story and write the template."""
    clock = StepClock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        create_programm(path, "myk10", clock)
        services = open_services(path, clock)
        database = services.opened.database
        tell(services, database, clock)
        snapshot = json.loads(export_snapshot(database))
        services.close()
    snapshot.pop("pruefsumme")
    snapshot["stand"] = STAND.isoformat().replace("+00:00", "Z")
    snapshot = _with_stable_ids(snapshot)
    TARGET.write_text(json.dumps(snapshot, sort_keys=True, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _with_stable_ids(snapshot: dict) -> dict:
    """Number the ids that were drawn here, in the order of their making, so that the file can be made again."""
    text = json.dumps(snapshot, ensure_ascii=False)
    for number, drawn in enumerate(_drawn):
        text = text.replace(drawn, f"01900000-0000-7000-8000-{number + 1:012x}")
    changed = json.loads(text)
    for rows in changed["daten"].values():
        if rows and "id" in rows[0] and "nr" not in rows[0]:
            rows.sort(key=lambda row: row["id"])
    return changed


def tell(services: Services, database: Database, clock: StepClock) -> None:
    """Tell the story of three quarters through the use cases."""
    with database.write("Beispielziele angelegt") as writer:
        _ziele(writer)
        _mobility_team(writer)
    steckbriefe(services, database)
    services.sprintboard.start_sprint()
    for team, massnahme in TEAMS.items():
        _auftrag(services, database, team, massnahme)
    for number, cards in enumerate(QUARTALE):
        plan_karten(services, clock, cards)
        plan_teams(services, database, clock, number)
    plan_bitten(services, database, clock)
    clock.go(6, 8)
    first = prepare(database, date(2026, 6, 18))
    clock.go(6, 15)
    _results(services, database, "Auftakt mit allen Beteiligten")
    clock.go(6, 18)
    hold(services, database, clock, first, {}, told=False)
    _ideas(services, database, clock, IDEAS[:5], (8, 12))
    clock.go(9, 4)
    second = prepare(database, date(2026, 9, 17))
    neuigkeiten(database, second)
    clock.go(9, 11)
    _results(services, database, "Erste Fassung vorgestellt")
    _result_cards(services, treffen.ERGEBNISSE)
    pruefung(services, database)
    clock.go(9, 17)
    switches = {"Beispiel: Sprintteam Mobilität": treffen.SIEGER}
    hold(services, database, clock, second, switches, told=True)
    _ideas(services, database, clock, IDEAS[5:], (11, 3))
    clock.go(12, 1)
    _results(services, database, "Zwischenstand im Projektbüro gezeigt")
    _result_cards(services, RESULTS)
    einschaetzungen(services, database)
    punkte(services, database)
    clock.go(12, 3)
    prepare(database, date(2026, 12, 15), again=True)
    clock.go(12, 8)


def _ziele(writer: Writer) -> None:
    for zielbild, ziele in ZIELE.items():
        zielbild_id = row_id(writer, t.zielbild, zielbild)
        for key, (ziel, loesungen) in zip(keys_for(len(ziele)), ziele.items(), strict=True):
            ziel_id = writer.insert(t.ziel, zielbild_id=zielbild_id, titel=ziel, ordnung=key, beispiel=1)
            for other, (loesung, massnahmen) in zip(keys_for(len(loesungen)), loesungen.items(), strict=True):
                loesung_id = writer.insert(t.loesung, ziel_id=ziel_id, titel=loesung, ordnung=other, beispiel=1)
                for place, titel in zip(keys_for(len(massnahmen)), massnahmen, strict=True):
                    _massnahme(writer, loesung_id, titel, place)


def _massnahme(writer: Writer, loesung_id: str, titel: str, ordnung: str) -> None:
    if titel.startswith("+"):
        writer.insert(
            t.massnahme, loesung_id=loesung_id, titel=titel[1:], ordnung=ordnung, status="geplant", beispiel=1
        )
    else:
        massnahme_id = row_id(writer, t.massnahme, titel)
        writer.update(
            t.massnahme, massnahme_id, loesung_id=loesung_id, zielbild_id=None, ordnung=ordnung, zuordnung_angenommen=1
        )


def _mobility_team(writer: Writer) -> None:
    keys = sorted(writer.connection.scalars(t.sprintteam.select().with_only_columns(t.sprintteam.c.ordnung)))
    writer.insert(
        t.sprintteam,
        name="Beispiel: Sprintteam Mobilität",
        zielbild_id=row_id(writer, t.zielbild, "In MYK gut von A nach B kommen"),
        ordnung=key_at(keys, len(keys)),
        beispiel=1,
    )


def _auftrag(services: Services, database: Database, team: str, massnahme: str) -> None:
    services.sprintboard.add_auftrag(
        lookup(database, t.sprintteam, team), lookup(database, t.massnahme, massnahme), treffen.GOALS[massnahme]
    )


def _results(services: Services, database: Database, text: str) -> None:
    board = services.sprintboard.load_board()
    assert board is not None
    today = database.clock.today().isoformat()
    with database.write("Zwischenergebnisse notiert") as writer:
        for lane in board.bahnen:
            writer.insert(t.zwischenergebnis, auftrag_id=lane.id, datum=today, text=text)


def _result_cards(services: Services, cards: dict[str, tuple[str, str, str, str]]) -> None:
    board = services.sprintboard.load_board()
    assert board is not None
    for lane in board.bahnen:
        keys = ("spannend", "erfolg", "stolpersteine", "bedarf")
        services.sprintboard.record_ergebnis(lane.id, dict(zip(keys, cards[lane.massnahme], strict=True)))


def _ideas(
    services: Services,
    database: Database,
    clock: StepClock,
    ideas: list[tuple[str, str, str, str]],
    day: tuple[int, int],
) -> None:
    clock.go(*day)
    for number, (titel, status, herkunft, art) in enumerate(ideas):
        idee_id = services.ideenspeicher.add_idee(titel, herkunft)
        services.ideenspeicher.edit_idee(idee_id, {"ideengeber_art": art, "unterstuetzer": str(number * 3 % 11)})
        if status != "neu":
            services.ideenspeicher.record_status(idee_id, IdeeStatus(status))
        with database.write("Als Beispiel gekennzeichnet") as writer:
            writer.update(t.idee, idee_id, beispiel=1)


_drawn: list[str] = []


def _remembering() -> str:
    drawn = _new_id()
    _drawn.append(drawn)
    return drawn


_new_id = journal.new_id
journal.new_id = _remembering

if __name__ == "__main__":
    main()
