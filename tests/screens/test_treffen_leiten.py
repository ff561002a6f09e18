"""Leading the meeting by keys: begin, back, where an item leads, what is put aside, ending, leaving."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.mitschrift import Eintragsart
from myk_tui.screens.sprintboard import SprintboardScreen
from myk_tui.services import Services, make_services
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened
from myk_tui.widgets.rahmen import Tastenzeile
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored

HEAD = {"titel": "Herbsttreffen", "beginn_geplant": "18:00", "zielbild": "alle"}


def planned(path: Path, clock: FrozenClock, datum: str = "23.11.2026", **more: str) -> str:
    """Prepare a meeting past the app."""
    services = writing(path, clock)
    treffen_id = services.treffen.prepare_treffen({**HEAD, "datum": datum, **more})
    services.close()
    return treffen_id


def writing(path: Path, clock: FrozenClock) -> Services:
    return make_services(Opened(Database(path, clock), None))


async def begin(pilot: Pilot[Any]) -> None:
    await go(pilot, "6", "treffen")
    await press(pilot, "enter")
    await wait_for_text(pilot, "▶ Ankommen")


def footer(pilot: Pilot[Any]) -> list[str]:
    """Return the actions in the footer, first to last."""
    return [taste.action for taste in pilot.app.screen.query_one(Tastenzeile).fitting(1_000)]


async def test_the_results_of_a_team_lead_to_its_lane(region: Region, database_path: Path, clock: FrozenClock) -> None:
    planned(database_path, clock)
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await press(pilot, "home", "down", "down", "down", "down")
        await wait_for_text(pilot, "› ○ Ergebnisse: Team 3")
        await press(pilot, "g")
        await wait_for_text(pilot, "▸4 ")
        screen = pilot.app.screen
        assert isinstance(screen, SprintboardScreen)
        await wait_for(pilot, lambda: screen._lane == region.auftraege[2], "the lane of team 3")
        await wait_for_text(pilot, "6 führt zurück zum Treffen.")
        await go(pilot, "6", "treffen")


async def test_left_goes_back_and_right_goes_on(region: Region, database_path: Path, clock: FrozenClock) -> None:
    planned(database_path, clock)
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await press(pilot, "right")
        await wait_for_text(pilot, "▶ Arbeitsweise")
        await press(pilot, "left")
        await wait_for_text(pilot, "▶ Ankommen")
        await wait_for_text(pilot, "○ Arbeitsweise")


async def test_on_another_day_than_planned_it_is_asked_and_today_counts(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    treffen_id = planned(database_path, clock, "8.12.2026")
    async with running(database_path, clock) as pilot:
        await go(pilot, "6", "treffen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Geplant ist es für 08.12.2026. Heute, am 23.11.2026, beginnen?")
        await press(pilot, "n")
        await wait_for_text(pilot, "geplant")
        await press(pilot, "enter", "j")
        await wait_for_text(pilot, "▶ Ankommen")
        with stored(database_path, clock) as services:
            assert services.protokoll.load_protokoll(treffen_id).kopf.datum == clock.today()


async def test_what_was_noted_is_seen_at_once_in_a_small_window(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    first = planned(database_path, clock)
    services = writing(database_path, clock)
    services.treffen.begin(first)
    for number in range(12):
        services.mitschrift.add_eintrag(first, Eintragsart.VEREINBARUNG, {"titel": f"Alt {number}", "bis": "1.11.2026"})
    services.treffen.end(first)
    services.close()
    planned(database_path, clock)
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, "c", "enter")
        await type_text(pilot, "Plakate")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Zuletzt: ○ Plakate")
        for _page in range(6):
            await press(pilot, "full_stop")
        await wait_for_text(pilot, "▲ Alt 0 (bis 01.11.2026) überfällig")


async def test_the_running_item_is_parked_and_the_next_begins(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    planned(database_path, clock)
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await press(pilot, "k")
        await wait_for_text(pilot, "P Ankommen")
        await wait_for_text(pilot, "› ▶ Arbeitsweise")
        await press(pilot, "up", "k")
        await wait_for_text(pilot, "○ Ankommen")


async def test_missing_minutes_are_taken_from_named_items(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    planned(database_path, clock)
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        clock.tick(minutes=40)
        await press(pilot, "m")
        await wait_for_text(pilot, "Woher kommen die Minuten?")
        await wait_for_text(pilot, "Arbeitsweise (bisher ")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Minuten neu verteilt")
        with stored(database_path, clock) as services:
            treffen = services.treffen.load_gegenwaertiges()
        assert treffen is not None
        assert sum(item.minuten for item in treffen.punkte[1:]) < 120 - treffen.punkte[0].minuten


async def test_an_agenda_that_is_too_long_says_so(region: Region, database_path: Path, clock: FrozenClock) -> None:
    treffen_id = planned(database_path, clock)
    services = writing(database_path, clock)
    services.treffen.add_punkt(treffen_id, {"titel": "Gäste", "minuten": "15"})
    services.close()
    async with running(database_path, clock) as pilot:
        await go(pilot, "6", "treffen")
        await wait_for_text(pilot, "18:00–20:15")
        await wait_for_text(pilot, "▲ 15 min über 120, m kürzt")
        await press(pilot, "m")
        await wait_for_text(pilot, "+15 min über: So würde es wieder passen.")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "18:00–20:00")
        assert "▲" not in visible_text(pilot.app)


async def test_the_meeting_that_has_ended_stays_in_sight(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    planned(database_path, clock)
    planned(database_path, clock, "15.12.2026", titel="Wintertreffen")
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await press(pilot, "x", "j")
        await wait_for_text(pilot, "Herbsttreffen · 23.11.2026 · beendet")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Dieses Treffen ist beendet.")
        assert footer(pilot)[0] == "protokoll"
        await go(pilot, "1", "uebersicht")
        await go(pilot, "6", "treffen")
        await wait_for_text(pilot, "Herbsttreffen")


async def test_the_footer_shows_only_what_has_sense_now(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "6", "treffen")
        assert footer(pilot)[0] == "neues_treffen"
        await press(pilot, "N")
        await wait_for_text(pilot, "Treffen vorbereiten")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Eingabe beginnen")
        assert "pause" not in footer(pilot)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Eingabe nächster Punkt")
        assert "pause" in footer(pilot)
        assert footer(pilot)[0] == "waehlen" and footer(pilot).count("waehlen") == 1


async def test_leaving_while_a_meeting_runs_asks_once(region: Region, database_path: Path, clock: FrozenClock) -> None:
    planned(database_path, clock)
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await press(pilot, "q")
        await wait_for_text(pilot, "„Herbsttreffen“ läuft noch.")
        await wait_for_text(pilot, "Das Protokoll ist noch nicht ausgegeben")
        await press(pilot, "n")
        await wait_for_text(pilot, "▶ Ankommen")
        await press(pilot, "q")
        await wait_for_text(pilot, "läuft noch.")
        await pilot.press("enter")
    assert pilot.app.return_code == 0


async def test_leaving_without_a_meeting_asks_nothing(region: Region, database_path: Path, clock: FrozenClock) -> None:
    planned(database_path, clock)
    async with running(database_path, clock) as pilot:
        await pilot.press("q")
    assert pilot.app.return_code == 0


async def test_open_requests_are_named_when_the_meeting_begins(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    planned(database_path, clock)
    services = writing(database_path, clock)
    services.unterstuetzung.add_unterstuetzung({"titel": "Leinwand", "art": "methodisch"}, region.auftraege[0])
    services.close()
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await wait_for_text(pilot, "1 offene Bitte um Unterstützung: h zeigt sie.")
        await press(pilot, "h")
        await wait_for_text(pilot, "Unterstützung: wer braucht was?")


async def test_whoever_comes_later_is_counted_with_the_time(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    planned(database_path, clock)
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await press(pilot, "a")
        await wait_for_text(pilot, "Alle zusammen, ohne Gruppen")
        await type_text(pilot, "12")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Anwesend: 12")
        clock.tick(minutes=20)
        await press(pilot, "a")
        await wait_for_text(pilot, "Wer ist da?")
        await press(pilot, "end", "backspace", "5", "ctrl+s")
        await wait_for_text(pilot, "Anwesend: 15")
        await wait_for_text(pilot, ": 12)")


async def test_when_the_decision_is_taken_the_clock_line_says_what_comes_next(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    planned(database_path, clock)
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await press(pilot, "home", *["down"] * 5, "j")
        await wait_for_text(pilot, "▶ Entscheidung: MYK verändert sich")
        await press(pilot, "j")
        await wait_for_text(pilot, "Dieser Punkt läuft schon.")
        assert "beschlossen, Eingabe" not in visible_text(pilot.app)
        services = pilot.app._services
        services.entscheidung.begin_entscheidung(region.zielbilder[0])
        abschluss = services.entscheidung.load_sprintabschluss()
        services.entscheidung.record_wahl(abschluss.entscheidungen[0].zeilen[0].id, Wahl.WEITERVERFOLGEN)
        services.entscheidung.decide(region.zielbilder[0])
        await go(pilot, "5", "entscheidung")
        await go(pilot, "6", "treffen")
        await wait_for_text(pilot, "✓ beschlossen, Eingabe: weiter")
