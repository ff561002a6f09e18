"""Two evenings of the wizard by keys alone: three Zielbilder each, every method of the Stimmungsbild once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from builders import Region, contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Methode, Urteil, Verbleib, Wahl
from myk_tui.domain.entscheidung import Entscheidung
from myk_tui.domain.stimmungsbild import Stimmungsbild
from myk_tui.domain.stimmungsbild_ergebnis import results
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import go, press, running, to_row, type_text, wait_for_text
from stored import stored

BIKE, BUS, CAR = (f"Maßnahme {number} (weiterverfolgen)" for number in (1, 2, 3))
STAYS = "Alles bleibt, wie es ist"
SECOND_SPRINT = [("Team 1", "Maßnahme 1", "Bänke"), ("Team 2", "Geplante 2", "Radweg"), ("Team 3", "Idee 0", "Probe")]
FIELDS_MAX = 30
"""More than any form has, buttons included."""
NEXT_EVENING = "2027-03-22T18:00:00Z"


@pytest.fixture
def region(database: Database, database_path: Path) -> Region:
    """A programme whose Maßnahmen had a Sprintziel, with two criteria to score by."""
    made = make_region(database, sprintziel="etwas zeigen")
    with database.write("Kriterien") as writer:
        writer.insert(t.kriterium, name="Wirkung", gewicht_hundertstel=200, ordnung="K")
        writer.insert(t.kriterium, name="Aufwand", gewicht_hundertstel=100, ordnung="V")
    database.close()
    return made


class Evening:
    """What a facilitator does on the pages of the wizard, key by key."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot

    async def keys(self, *names: str, then: str) -> None:
        await press(self.pilot, *names)
        await wait_for_text(self.pilot, then)

    async def begin(self, zielbild: int) -> None:
        """Leave the look back on a Zielbild."""
        await wait_for_text(self.pilot, "Rückblick")
        await self.keys("enter", then=f"Team {zielbild}")
        await wait_for_text(self.pilot, "Eingabe: wählen, was unter dem Zeiger steht")

    async def choose(self, row_id: str) -> None:
        """Choose for the team; what belongs to it is asked for."""
        await to_row(self.pilot, row_id)
        await self.keys("enter", then="Sichern und weiter")

    async def to_field(self, key: str) -> None:
        """Go to a field of the form, by Tab alone."""
        for _step in range(FIELDS_MAX):
            if getattr(self.pilot.app.focused, "id", None) == f"feld-{key}":
                return
            await self.pilot.press("tab")
        raise AssertionError(f"no way to the field {key}")

    async def write(self, key: str, *lines: str) -> None:
        """Type into a field of the form, over what stands there."""
        await self.to_field(key)
        field = self.pilot.app.focused
        while (isinstance(field, Input) and field.value) or (isinstance(field, TextArea) and field.text):
            await press(self.pilot, "end" if isinstance(field, Input) else "ctrl+end", "ctrl+u", "backspace")
        for number, line in enumerate(lines):
            await press(self.pilot, *(["enter"] if number else []))
            await type_text(self.pilot, line)

    async def tick(self, key: str, number: int) -> None:
        """Choose one of the words of a field by its number."""
        await self.to_field(key)
        await press(self.pilot, str(number))

    async def save_line(self) -> None:
        await self.keys("ctrl+s", then="Stimmungsbild")

    async def ask_by(self, methode: str, then: str) -> None:
        await self.keys("m", then="Wie wird gefragt?")
        await type_text(self.pilot, methode)
        await self.keys("enter", then=then)

    async def count(self, *numbers: str) -> None:
        """Type the totals, field by field, and show them to the room."""
        for number in numbers:
            await type_text(self.pilot, number)
            await press(self.pilot, "enter")
        await self.keys("a", then="übernehmen")

    async def decide(self, nummer: str) -> None:
        """Read the summary to its end and decide."""
        await self.keys("enter", then="Zusammenfassung")
        await self.keys("end", then="Eingabe: so beschließen")
        await self.keys("enter", then=f"Gesichert: Beschluss {nummer}")

    async def close(self) -> None:
        await wait_for_text(self.pilot, "Eingabe: Sprint abschließen")
        await self.keys("enter", then="Ja, abschließen")
        await self.keys("j", then="Schnappschuss von danach: ")


async def first_evening(evening: Evening, region: Region) -> None:
    """Konsent over two rounds, Klebepunkte, Systemisches Konsensieren."""
    await evening.begin(1)
    await evening.choose("weiter")
    await evening.tick("urteil", 2)
    await evening.write("urteil_grund", "kalt")
    await evening.write("sprintziel", "Bänke")
    await evening.write("fortschritt", "45")
    await evening.write("erste_karten", "Holz", "Orte")
    await evening.save_line()
    await evening.ask_by("konsent", "Team 1: weiterverfolgen – Maßnahme 1")
    await evening.keys(*["enter"] * 4, then="▸ Einwände?")
    await evening.keys("n", then="Einwand mit Grund")
    await evening.write("text", "teuer")
    await evening.keys("ctrl+s", then="1 schwerwiegender Einwand steht.")
    await evening.keys("w", then="Einwände integrieren: Runde 2")
    await evening.write("vorschlag", "fünf")
    await evening.write("antwort-0", "halb")
    await evening.keys("ctrl+s", then="Runde 2")
    await evening.keys(*["enter"] * 4, then="▸ Einwände?")
    await evening.keys("j", then="Konsent nach 2 Runden: kein schwerwiegender Einwand mehr.")
    await evening.decide("2026-01")

    await evening.begin(2)
    await to_row(evening.pilot, region.geplant[1])
    await evening.keys("x", then="◆")
    await evening.keys("right", then="weiter ohne Abstimmung")
    await evening.ask_by("klebepunkte", "Wie viele stimmen ab?")
    await evening.write("anwesend", "10")
    await evening.keys("ctrl+s", then=f"{BUS}")
    await evening.count("4", "6")
    await evening.keys("t", then="Sichern und weiter")
    await evening.tick("urteil", 3)
    await evening.tick("verbleib", 5)
    await evening.write("grund", "leer")
    await evening.write("sprintziel", "Radweg")
    await evening.save_line()
    await evening.decide("2026-02")

    await evening.begin(3)
    await to_row(evening.pilot, region.ideen[0])
    await evening.keys("x", then="◆")
    await evening.keys("right", then="weiter ohne Abstimmung")
    await evening.ask_by("konsensieren", "Wie viele stimmen ab?")
    await evening.write("anwesend", "5")
    await evening.keys("ctrl+s", then="zum Beispiel: 37")
    await evening.count("20", "0:4 10:1", "40")
    await evening.keys("t", then="Sichern und weiter")
    await evening.tick("urteil", 1)
    await evening.tick("verbleib", 1)
    await evening.write("sprintziel", "Probe")
    await evening.save_line()
    await evening.decide("2026-03")


async def second_evening(evening: Evening, region: Region) -> None:
    """Kriterien, Handzeichen, and once nobody is asked."""
    await evening.begin(1)
    await to_row(evening.pilot, region.geplant[0])
    await evening.keys("x", then="◆")
    await evening.keys("right", then="weiter ohne Abstimmung")
    await evening.ask_by("kriterien", "Wirkung × 2")
    await evening.keys("ctrl+s", then=f"{BIKE}: Wirkung")
    await evening.count("3", "2", "5", "1")
    await evening.keys("t", then="Sichern und weiter")
    await evening.tick("urteil", 1)
    await evening.tick("verbleib", 2)
    await evening.write("sprintziel", "Start")
    await evening.save_line()
    await evening.decide("2027-01")

    await evening.begin(2)
    await evening.choose("weiter")
    await evening.tick("urteil", 2)
    await evening.write("sprintziel", "weiter")
    await evening.write("erste_karten", "Plan")
    await evening.save_line()
    await evening.ask_by("hände", "Wie viele stimmen ab?")
    await evening.write("anwesend", "10")
    await evening.keys("ctrl+s", then="Geplante 2 (weiterverfolgen): Ja")
    await evening.count("6", "3", "1")
    await evening.decide("2027-02")

    await evening.begin(3)
    await evening.choose("pausieren")
    await evening.tick("urteil", 3)
    await evening.tick("verbleib", 4)
    await evening.save_line()
    await evening.decide("2027-03")


def decided(path: Path, clock: FrozenClock) -> list[tuple[Entscheidung, Stimmungsbild]]:
    """Read every decision at the end of the active sprint with its vote."""
    with stored(path, clock) as services:
        abschluss = services.entscheidung.load_sprintabschluss()
        assert abschluss is not None
        return [(one, services.stimmungsbild.load_bild(one.id or "")) for one in abschluss.entscheidungen]


def told(decision: Entscheidung) -> tuple[object, ...]:
    """Return what stands in the one line of a decision, with its number."""
    (line,) = decision.zeilen
    taken = None if line.neu is None else line.neu.titel
    return decision.nummer, line.wahl, taken, line.urteil, line.verbleib, line.sprintziel


def counted(bild: Stimmungsbild) -> tuple[object, ...]:
    """Return method, options with their totals, and the results in order."""
    totals = dict(zip(bild.optionen, bild.werte, strict=True))
    return bild.methode, totals, [(found.platz, found.option, found.zahl) for found in results(bild)]


@contextmanager
def reading(path: Path, clock: FrozenClock) -> Iterator[Database]:
    database = Database(path, clock, read_only=True)
    yield database
    database.close()


def rows(path: Path, clock: FrozenClock, query: sa.Select[Any]) -> list[Any]:
    with reading(path, clock) as database, database.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


WORK = (
    sa.select()
    .join_from(t.auftrag, t.sprint)
    .join(t.sprintteam, t.auftrag.c.sprintteam_id == t.sprintteam.c.id)
    .order_by(t.sprint.c.jahr, t.sprint.c.quartal, t.sprintteam.c.name)
)


def sprints(path: Path, clock: FrozenClock) -> dict[tuple[int, int], tuple[str, list[tuple[str, str, str]]]]:
    """Return every sprint with its state and its (team, Maßnahme, Sprintziel)."""
    query = WORK.join(t.massnahme, t.auftrag.c.massnahme_id == t.massnahme.c.id).add_columns(
        *(t.sprint.c.jahr, t.sprint.c.quartal, t.sprint.c.status),
        *(t.sprintteam.c.name, t.massnahme.c.titel, t.auftrag.c.sprintziel),
    )
    found: dict[tuple[int, int], tuple[str, list[tuple[str, str, str]]]] = {}
    for year, quarter, status, *goal in rows(path, clock, query):
        found.setdefault((year, quarter), (status, []))[1].append(tuple(goal))
    return found


def massnahmen(path: Path, clock: FrozenClock) -> dict[str, tuple[str, int, str]]:
    """Return every Maßnahme with its state, its progress and why it was given up."""
    m = t.massnahme.c
    return {
        titel: tuple(rest) for titel, *rest in rows(path, clock, sa.select(m.titel, m.status, m.fortschritt, m.grund))
    }


def cards(path: Path, clock: FrozenClock) -> list[str]:
    """Return the titles of all cards of the active sprint, team by team."""
    query = WORK.join(t.aufgabe, t.aufgabe.c.auftrag_id == t.auftrag.c.id).where(t.sprint.c.status == "aktiv")
    return [titel for (titel,) in rows(path, clock, query.add_columns(t.aufgabe.c.titel).order_by(t.aufgabe.c.titel))]


def everything(path: Path, clock: FrozenClock) -> dict[str, list[dict[str, Any]]]:
    with reading(path, clock) as database:
        return contents(database)


async def close_take_back_and_repeat(evening: Evening, path: Path, clock: FrozenClock, alt: str, neu: str) -> None:
    """Close the sprint, undo the closing and do it again: each time everything in the file is as it was."""
    before = everything(path, clock)
    await evening.close()
    await wait_for_text(evening.pilot, f"Sprint {alt} ist abgeschlossen, Sprint {neu} eröffnet.")
    after = everything(path, clock)
    assert after != before
    await evening.keys("u", then=f"Entscheidung am Ende von Sprint {alt}")
    assert everything(path, clock) == before, "one undo takes the whole closing back"
    await evening.keys("U", then=f"Entscheidung am Ende von Sprint {neu}")
    assert everything(path, clock) == after


async def test_three_zielbilder_are_decided_on_two_evenings_with_all_six_methods(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        evening = Evening(pilot)
        await go(pilot, "5", "entscheidung")
        await first_evening(evening, region)
        check_first_decisions(database_path, clock)
        await close_take_back_and_repeat(evening, database_path, clock, "4. Quartal 2026", "1. Quartal 2027")
        check_first_closing(database_path, clock)
        clock.set(NEXT_EVENING)
        await go(pilot, "4", "sprintboard")
        await go(pilot, "5", "entscheidung")
        await second_evening(evening, region)
        check_second_decisions(database_path, clock)
        await close_take_back_and_repeat(evening, database_path, clock, "1. Quartal 2027", "2. Quartal 2027")
        check_second_closing(database_path, clock)


def check_first_decisions(path: Path, clock: FrozenClock) -> None:
    (first, consent), (second, points), (third, resistance) = decided(path, clock)
    assert told(first) == (
        *("Beschluss 2026-01", Wahl.WEITERVERFOLGEN, None, Urteil.TEILWEISE, None),
        "Bänke",
    )
    assert told(second) == (
        *("Beschluss 2026-02", Wahl.WECHSELN, "Geplante 2", Urteil.NICHT_ERREICHT, Verbleib.EINGESTELLT),
        "Radweg",
    )
    assert told(third) == (
        *("Beschluss 2026-03", Wahl.WECHSELN, "Idee 0", Urteil.ERREICHT, Verbleib.ABGESCHLOSSEN),
        "Probe",
    )
    assert (consent.methode, consent.runde, consent.vorschlag) == (Methode.KONSENT, 2, "fünf")
    assert [(one.text, one.loesung, one.geloest, one.runde) for one in consent.einwaende] == [
        ("teuer", "halb", True, 1)
    ]
    assert (points.punkte, points.anwesend) == (1, 10)
    assert counted(points) == (
        Methode.PUNKTE,
        {BUS: (4,), "Geplante 2": (6,)},
        [(1, "Geplante 2", "6 von 10 Punkten"), (2, BUS, "4 von 10 Punkten")],
    )
    assert counted(resistance) == (
        Methode.KONSENSIEREN,
        {CAR: (20,), "Idee 0": (4, *[0] * 9, 1), STAYS: (40,)},
        [
            (1, "Idee 0", "Widerstand 10, Akzeptanz 80 %, 1 Person sagt 10"),
            (2, CAR, "Widerstand 20, Akzeptanz 60 %"),
            (3, STAYS, "Widerstand 40, Akzeptanz 20 %"),
        ],
    )


def check_first_closing(path: Path, clock: FrozenClock) -> None:
    assert sprints(path, clock) == {
        (2026, 4): ("abgeschlossen", [(f"Team {n}", f"Maßnahme {n}", "etwas zeigen") for n in (1, 2, 3)]),
        (2027, 1): ("aktiv", SECOND_SPRINT),
    }
    assert massnahmen(path, clock) == {
        "Maßnahme 1": ("im_sprint", 45, ""),
        "Maßnahme 2": ("eingestellt", 40, "leer"),
        "Maßnahme 3": ("abgeschlossen", 40, ""),
        "Geplante 1": ("geplant", 0, ""),
        "Geplante 2": ("im_sprint", 0, ""),
        "Geplante 3": ("geplant", 0, ""),
        "Idee 0": ("im_sprint", 0, ""),
    }
    assert cards(path, clock) == ["Holz", "Karte blockiert 1.0", "Karte in_arbeit 1.0", "Karte offen 1.0", "Orte"]


def check_second_decisions(path: Path, clock: FrozenClock) -> None:
    (first, scores), (second, hands), (third, nobody) = decided(path, clock)
    assert told(first) == (
        *("Beschluss 2027-01", Wahl.WECHSELN, "Geplante 1", Urteil.ERREICHT, Verbleib.LAUFENDER_BETRIEB),
        "Start",
    )
    assert told(second) == (
        *("Beschluss 2027-02", Wahl.WEITERVERFOLGEN, None, Urteil.TEILWEISE, None),
        "weiter",
    )
    assert told(third) == (
        *("Beschluss 2027-03", Wahl.PAUSIEREN, None, Urteil.NICHT_ERREICHT, Verbleib.PAUSIERT),
        "",
    )
    assert counted(scores) == (
        Methode.KRITERIEN,
        {BIKE: (3, 2), "Geplante 1": (5, 1)},
        [(1, "Geplante 1", "11 von 15 Punkten"), (2, BIKE, "8 von 15 Punkten")],
    )
    planned = "Geplante 2 (weiterverfolgen)"
    assert counted(hands) == (
        Methode.HANDZEICHEN,
        {planned: (6, 3, 1)},
        [(1, planned, "6 ja, 3 nein, 1 enthalten")],
    )
    assert counted(nobody) == (Methode.OHNE, {}, [])


def check_second_closing(path: Path, clock: FrozenClock) -> None:
    closed = sprints(path, clock)
    assert closed[2027, 1] == ("abgeschlossen", SECOND_SPRINT)
    assert closed[2027, 2] == ("aktiv", [("Team 1", "Geplante 1", "Start"), ("Team 2", "Geplante 2", "weiter")])
    became = massnahmen(path, clock)
    assert became["Maßnahme 1"] == ("laufender_betrieb", 45, "")
    assert became["Idee 0"] == ("pausiert", 0, "")
    assert cards(path, clock) == ["Plan"], "cards of a Maßnahme that is left stay with the sprint that has ended"
