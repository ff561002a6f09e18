"""Small, sensible records to test with."""

from dataclasses import dataclass, field
from typing import Any

from myk_tui.domain.ordnung import key_at, keys_for
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer

NAMES = ("MYK verändert sich", "In MYK gut von A nach B kommen", "MYK vernetzt Menschen")


@dataclass
class Region:
    """Ids of a small programme: three Zielbilder, each with one of everything, and a running sprint."""

    programm: str
    sprint: str
    zielbilder: list[str] = field(default_factory=list)
    ziele: list[str] = field(default_factory=list)
    loesungen: list[str] = field(default_factory=list)
    massnahmen: list[str] = field(default_factory=list)
    """In the sprint, one per Zielbild."""
    geplant: list[str] = field(default_factory=list)
    """Planned, one per Zielbild."""
    teams: list[str] = field(default_factory=list)
    auftraege: list[str] = field(default_factory=list)
    karten: list[list[str]] = field(default_factory=list)
    """Per Auftrag: one card in each column, in the order of the columns."""
    ideen: list[str] = field(default_factory=list)
    ort: str = ""


def make_region(database: Database, *, cards: int = 1, sprintziel: str = "") -> Region:
    """Fill an empty file with a small programme in its fourth quarter 2026; ``cards`` per column and lane."""
    with database.write("Testregion") as writer:
        region = Region(
            programm=writer.insert(t.programm, name="Testregion", foerderende="2027-12-31"),
            sprint=writer.insert(
                t.sprint, jahr=2026, quartal=4, beginn="2026-10-01", ende="2026-12-31", status="aktiv"
            ),
        )
        region.ort = writer.insert(t.gebietskoerperschaft, name="Mendig", art="Verbandsgemeinde", ordnung="V")
        for name, key in zip(NAMES, keys_for(3), strict=True):
            _zielbild(writer, region, name, key, cards, sprintziel)
        region.ideen = [
            writer.insert(t.idee, titel=f"Idee {number}", status="geeignet", eingang="2026-11-01")
            for number in range(3)
        ]
    return region


def _zielbild(writer: Writer, region: Region, name: str, key: str, cards: int, sprintziel: str) -> None:
    number = len(region.zielbilder) + 1
    zielbild = writer.insert(t.zielbild, titel=name, ordnung=key)
    ziel = writer.insert(t.ziel, zielbild_id=zielbild, titel=f"Ziel {number}", ordnung="V")
    loesung = writer.insert(t.loesung, ziel_id=ziel, titel=f"Lösung {number}", ordnung="V")
    places: dict[str, Any] = {"loesung_id": loesung}
    running = writer.insert(
        t.massnahme, titel=f"Maßnahme {number}", ordnung="K", status="im_sprint", fortschritt=20, **places
    )
    planned = writer.insert(t.massnahme, titel=f"Geplante {number}", ordnung="V", status="geplant", **places)
    team = writer.insert(t.sprintteam, name=f"Team {number}", zielbild_id=zielbild, ordnung=key)
    auftrag = writer.insert(
        t.auftrag,
        sprint_id=region.sprint,
        sprintteam_id=team,
        massnahme_id=running,
        sprintziel=sprintziel,
        ordnung="V",
    )
    region.karten.append(
        [
            writer.insert(
                t.aufgabe, auftrag_id=auftrag, titel=f"Karte {spalte} {number}.{place}", spalte=spalte, ordnung=key
            )
            for spalte in ("offen", "in_arbeit", "blockiert", "fertig")
            for place, key in enumerate(keys_for(cards))
        ]
    )
    for ids, row_id in (
        (region.zielbilder, zielbild),
        (region.ziele, ziel),
        (region.loesungen, loesung),
        (region.massnahmen, running),
        (region.geplant, planned),
        (region.teams, team),
        (region.auftraege, auftrag),
    ):
        ids.append(row_id)


def contents(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table with content: what undo has to restore."""
    with database.read() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(table.select().order_by(table.c.id))]
            for table in t.ENTITIES
        }


def next_key(keys: list[str]) -> str:
    """Return an order key after all of ``keys``."""
    return key_at(sorted(keys), len(keys))
