"""What cannot be so is said where it stands, and nothing that was typed is lost."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.entscheidung import Kandidat, Zeile
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import go, press, running, to_row, type_text, visible_text, wait_for, wait_for_text
from stored import stored


def line(path: Path, clock: FrozenClock, number: int = 0) -> Zeile:
    with stored(path, clock) as services:
        abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[number].zeilen[0]


def second_team_takes(path: Path, clock: FrozenClock, region: Region, kandidat: Kandidat) -> None:
    database = Database(path, clock)
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[1])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    service.record_wahl(abschluss.entscheidungen[1].zeilen[0].id, Wahl.WECHSELN, kandidat)
    database.close()


def said(pilot: Pilot[Any]) -> dict[str, str]:
    """Return what is said at the fields of the form, by field."""
    labels = pilot.app.screen.query(".feldfehler").results(Label)
    return {str(label.id).removeprefix("fehler-"): str(label.content) for label in labels if str(label.content)}


def typed(pilot: Pilot[Any]) -> list[str]:
    return [field.value for field in pilot.app.screen.query(Input)]


async def at_the_choice(pilot: Pilot[Any]) -> None:
    await go(pilot, "5", "entscheidung")
    await press(pilot, "enter")
    await wait_for_text(pilot, "Wechseln zu: Maßnahmen")


async def count_points(pilot: Pilot[Any], region: Region, *, haeufeln: bool) -> None:
    """Begin a count of Klebepunkte: 4 people, 2 points each, on two things."""
    await at_the_choice(pilot)
    await to_row(pilot, region.geplant[0])
    await press(pilot, "x", "right", "m")
    await wait_for_text(pilot, "Wie wird gefragt?")
    await type_text(pilot, "klebepunkte")
    await press(pilot, "enter")
    await wait_for_text(pilot, "Wie viele stimmen ab?")
    await type_text(pilot, "4")
    if haeufeln:
        await press(pilot, "tab", "tab", "enter", "down", "enter")
    await press(pilot, "ctrl+s")
    await wait_for_text(pilot, "ohne Häufeln" if not haeufeln else "mit Häufeln")


@pytest.mark.parametrize(
    ("haeufeln", "numbers", "expected"),
    [
        (False, ("5", "1"), {"option-0": "✗ 5 Punkte, möglich sind ohne Häufeln höchstens 4."}),
        (True, ("9", "0"), {"option-0": "✗ 9 Punkte, möglich sind mit Häufeln höchstens 4."}),
        (True, ("4", "1"), {"option-1": "✗ Zusammen 5 Punkte, verteilt werden konnten nur 4 (4 × 1)."}),
        (False, ("1,5", "-2"), {"option-0": "Halbe Stimmen", "option-1": "„-2“ ist negativ."}),
        (
            False,
            ("viele", "5"),
            {"option-0": "keine Zahl", "option-1": "5 Punkte, möglich sind ohne Häufeln höchstens"},
        ),
    ],
)
async def test_points_beyond_the_rule_are_said_at_their_field_and_stay(
    region: Region,
    database_path: Path,
    clock: FrozenClock,
    haeufeln: bool,
    numbers: tuple[str, str],
    expected: dict[str, str],
) -> None:
    async with running(database_path, clock) as pilot:
        await count_points(pilot, region, haeufeln=haeufeln)
        for number in numbers:
            await type_text(pilot, number)
            await press(pilot, "enter")
        await wait_for_text(pilot, "✗")
        found = said(pilot)
        assert found.keys() == expected.keys()
        assert all(text in found[feld] for feld, text in expected.items())
        assert typed(pilot) == list(numbers)


async def test_what_another_team_took_meanwhile_is_refused_in_a_sentence_and_the_choice_before_stays(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_choice(pilot)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Sichern und weiter")
        await press(pilot, "escape")
        second_team_takes(database_path, clock, region, Kandidat(region.geplant[0], "massnahme", "", ""))
        await to_row(pilot, region.geplant[0])
        await press(pilot, "enter")
        await wait_for_text(
            pilot, "✗ „Geplante 1“ ist schon für Team 2 gewählt. Bitte für Team 1 etwas anderes wählen."
        )
        await wait_for_text(pilot, "bei Team 2")
    assert line(database_path, clock).wahl is Wahl.WEITERVERFOLGEN


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_a_team_works_on_is_marked_once_another_team_has_taken_it_and_cannot_be_carried_on(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    now = region.massnahmen[0]
    database = Database(database_path, clock)
    with database.write("Langer Titel") as writer:
        writer.update(t.massnahme, now, titel="Mitfahrbänke an allen Haltestellen entlang der Landesstraße und im Ort")
    database.close()
    second_team_takes(database_path, clock, region, Kandidat(now, "massnahme", "", ""))
    async with running(database_path, clock, size=size) as pilot:
        await at_the_choice(pilot)
        await to_row(pilot, "weiter")
        await wait_for_text(pilot, "bei Team 2")
        row = next(text for text in visible_text(pilot.app).split("\n") if "Weiterverfolgen:" in text)
        assert "bei Team 2" in row
        await wait_for_text(pilot, "▲ Heute schon für Team 2 gewählt, geht hier nicht.")
        await press(pilot, "enter")
        refused = "Landesstraße und im Ort“ ist schon für Team 2 gewählt."
        await wait_for(pilot, lambda: refused in " ".join(visible_text(pilot.app).split()), "the refusal")
    assert line(database_path, clock).wahl is None


@pytest.mark.parametrize(("gone", "titel"), [("geplant", "Geplante 1"), ("ideen", "Idee 0")])
async def test_what_vanished_while_it_stood_on_the_page_is_refused_in_a_sentence(
    region: Region, database_path: Path, clock: FrozenClock, gone: str, titel: str
) -> None:
    row_id = getattr(region, gone)[0]
    async with running(database_path, clock) as pilot:
        await at_the_choice(pilot)
        await to_row(pilot, row_id)
        database = Database(database_path, clock)
        with database.write("Gelöscht") as writer:
            writer.delete(t.massnahme if gone == "geplant" else t.idee, row_id)
        database.close()
        await press(pilot, "enter")
        await wait_for_text(pilot, "✗ Dieser Eintrag ist nicht mehr da. Die Ansicht zeigt jetzt den neuen Stand.")
        assert titel not in visible_text(pilot.app)
    assert line(database_path, clock).wahl is None


async def test_what_vanished_while_its_form_was_open_keeps_the_words_and_is_asked_for_anew(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_choice(pilot)
        await to_row(pilot, region.ideen[0])
        await press(pilot, "enter")
        await wait_for_text(pilot, "Sichern und weiter")
        await press(pilot, "4")  # verbleib: pausiert
        database = Database(database_path, clock)
        with database.write("Gelöscht") as writer:
            writer.delete(t.idee, region.ideen[0])
        database.close()
        for _field in range(4):
            await press(pilot, "tab")
        await type_text(pilot, "Bahn")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Stimmungsbild")
        await press(pilot, "right")
        await wait_for_text(pilot, "gibt es nicht mehr. Bitte neu wählen.")
    assert line(database_path, clock).sprintziel == "Bahn"


async def test_another_method_after_counting_asks_first_and_undo_brings_the_numbers_back(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await count_points(pilot, region, haeufeln=False)
        for number in ("3", "1"):
            await type_text(pilot, number)
            await press(pilot, "enter")
        await wait_for_text(pilot, "aufdecken")
        await press(pilot, "a")
        await wait_for_text(pilot, "übernehmen")
        for answer in ("n", "j"):
            await press(pilot, "m")
            await wait_for_text(pilot, "Wie wird gefragt?")
            await type_text(pilot, "ohne")
            await press(pilot, "enter")
            await wait_for_text(pilot, "Mit u kommt alles zurück.")
            await press(pilot, answer)
            await wait_for_text(pilot, "übernehmen" if answer == "n" else "weiter ohne Abstimmung")
        await press(pilot, "u")
        await wait_for_text(pilot, "übernehmen")
    with stored(database_path, clock) as services:
        abschluss = services.entscheidung.load_sprintabschluss()
        assert abschluss is not None
        bild = services.stimmungsbild.load_bild(str(abschluss.entscheidungen[0].id))
    assert bild.aufgedeckt and bild.werte == ((3,), (1,))
