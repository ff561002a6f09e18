"""The meeting for the room: paging by a remote control, pause, dark picture, news and way of working, what has changed."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.beamer import BeamerApp
from myk_tui.domain.beamer import Stand
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.mitschrift import Eintragsart
from myk_tui.domain.seitdem import Anker
from myk_tui.screens.beamer_folien import folie_of
from myk_tui.services import make_services
from myk_tui.services.schnappschuss import write_snapshot
from myk_tui.storage import tables as t
from myk_tui.storage.beamer import STAND_KEY, open_for_room
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened
from pilot_tools import go, paste, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored

SECRET = "Nur für die Moderation"


async def begin(pilot: Pilot[Any]) -> None:
    """Prepare a meeting as it is proposed and begin it."""
    await go(pilot, "6", "treffen")
    await press(pilot, "N")
    await wait_for_text(pilot, "Treffen vorbereiten")
    await press(pilot, "ctrl+s")
    await wait_for_text(pilot, "120 Minuten")
    await press(pilot, "enter")
    await wait_for_text(pilot, "▶ Ankommen")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_remote_control_leads_through_the_agenda(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await begin(pilot)
        await press(pilot, "b")
        await wait_for_text(pilot, "Danach: Arbeitsweise")
        for key, shown in (
            ("right", "Danach: Ergebnisse: Team 1"),
            ("pagedown", "Danach: Ergebnisse: Team 2"),
            ("pageup", "Danach: Ergebnisse: Team 1"),
            ("left", "Danach: Arbeitsweise"),
            ("space", "Danach: Ergebnisse: Team 1"),
            ("enter", "Danach: Ergebnisse: Team 2"),
        ):
            await press(pilot, key)
            await wait_for_text(pilot, shown)
        clock.tick(minutes=11)
        await wait_for_text(pilot, "▲ +")
        await wait_for_text(pilot, "Abend 11 min · Ende etwa")


async def test_a_remote_control_does_not_begin_a_meeting(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "6", "treffen")
        await press(pilot, "N")
        await wait_for_text(pilot, "Treffen vorbereiten")
        await press(pilot, "ctrl+s", "b", "right", "space")
        with stored(database_path, clock) as services:
            assert services.treffen.load_liste()[0].status.value == "geplant"


async def test_the_room_sees_until_when_the_pause_lasts(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await begin(pilot)
        await press(pilot, "z")
        await wait_for_text(pilot, "Wie viele Minuten?")
        await press(pilot, "enter", "b")
        await wait_for_text(pilot, "Pause bis ")
        await wait_for_text(pilot, "Danach: Ankommen und Neuigkeiten")


async def test_a_key_darkens_the_picture_and_lights_it_again(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "b")
        await wait_for_text(pilot, "Vision")
        await press(pilot, "full_stop")
        await wait_for(pilot, lambda: not visible_text(pilot.app).strip(), "a dark picture")
        await press(pilot, "full_stop")
        await wait_for_text(pilot, "Vision")


async def test_the_rooms_own_window_goes_dark_with_the_moderator(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    room = open_for_room(database_path, clock)
    app = BeamerApp(make_services(room), clock)
    moderator = Database(database_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Testregion")
        moderator.remember(STAND_KEY, Stand("uebersicht", "", dunkel=True).as_json())
        await wait_for(pilot, lambda: not visible_text(app).strip(), "a dark picture")
        moderator.remember(STAND_KEY, Stand("uebersicht", "").as_json())
        await wait_for_text(pilot, "Testregion")
    moderator.close()
    room.close()


async def test_news_are_written_shown_and_seen(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, "g")
        await wait_for_text(pilot, "Noch keine Neuigkeiten")
        await press(pilot, "6")
        await wait_for(pilot, lambda: "Noch keine Neuigkeiten" not in visible_text(pilot.app), "the way back")
        await press(pilot, "g")
        await wait_for_text(pilot, "Noch keine Neuigkeiten")
        await press(pilot, "n")
        await type_text(pilot, "Neue Buslinie")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✓ Neue Buslinie")
        await press(pilot, "space")
        await wait_for_text(pilot, "○ Neue Buslinie")
        await press(pilot, "b")
        await wait_for_text(pilot, "Neuigkeiten")
        await wait_for(pilot, lambda: "Umschalt" not in visible_text(pilot.app), "the slide alone")
        await wait_for_text(pilot, "Neue Buslinie")
        await press(pilot, "b", "escape")
        await wait_for_text(pilot, "▶ Ankommen")
        await press(pilot, "b")
        await wait_for_text(pilot, "Neue Buslinie")


async def test_the_clock_goes_on_above_news_and_a_long_entry_can_be_read_whole(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    long = "Der Kreistag hat die Mittel für die Mitfahrbänke in den Verbandsgemeinden freigegeben, und zwar einstimmig"
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, "g")
        await wait_for_text(pilot, "Noch keine Neuigkeiten")
        clock.tick(minutes=4)
        await wait_for_text(pilot, "noch 11:00 · Abend 4:00")
        assert "m verteilt" not in visible_text(pilot.app), "that key does nothing on this page"
        await press(pilot, "n")
        await paste(pilot, long)
        await press(pilot, "ctrl+s")
        await wait_for(pilot, lambda: "und zwar einstimmig" in visible_text(pilot.app), "the end of the entry")


async def test_what_the_last_meeting_said_is_read_whole_and_left_as_it_was(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    long = "Nach jedem Punkt fünf Minuten Zeit für Fragen aus der Runde lassen, auch wenn es dann etwas länger dauert"
    opened = Opened(Database(database_path, clock), None)
    services = make_services(opened)
    first = services.treffen.prepare_treffen({"titel": "Herbst"})
    services.treffen.begin(first)
    services.mitschrift.add_eintrag(first, Eintragsart.ARBEITSWEISE, {"wort": "beibehalten", "titel": long})
    services.treffen.end(first)
    opened.close()
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, "down", "g")
        await wait_for_text(pilot, "letztes Mal")
        await wait_for(pilot, lambda: "etwas länger dauert" in visible_text(pilot.app), "the end of the entry")
        await press(pilot, "d")
        await wait_for_text(pilot, "bleibt, wie es ist")


async def test_hands_are_counted_and_shown(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, "enter")
        await wait_for_text(pilot, "▶ Arbeitsweise")
        await press(pilot, "g", "f")
        await wait_for_text(pilot, "Wie viele zeigen wie viele Finger?")
        await type_text(pilot, "7")
        await press(pilot, "tab")
        await type_text(pilot, "3")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "4,7 von 5 · 10 Hände")
        await press(pilot, "n")
        await type_text(pilot, "Pünktlich beginnen")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "beibehalten: Pünktlich beginnen")
        await press(pilot, "b")
        await wait_for(pilot, lambda: "Umschalt" not in visible_text(pilot.app), "the slide alone")
        await wait_for_text(pilot, "beibehalten: Pünktlich beginnen")
        await wait_for_text(pilot, "5 ███")


async def test_the_slides_of_what_has_changed_keep_what_they_count_from(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await press(pilot, "v", "t")
        await wait_for_text(pilot, "Was sich seit einem Tag geändert hat")
        await type_text(pilot, "1.9.2026")
        await press(pilot, "enter", "b")
        await wait_for_text(pilot, "seit 01.09.2026")
        await press(pilot, "right")
        await wait_for_text(pilot, "In MYK gut von A nach B kommen")
        await press(pilot, "b")
        stand = pilot.app.screen.beamer_stand
        assert stand.stelle == "1/tag/2026-09-01"
        assert "01.09.2026" in folie_of(pilot.app._services, stand).oben


def test_a_snapshot_shows_the_room_no_internal_note(
    region: Region, database_path: Path, tmp_path: Path, clock: FrozenClock
) -> None:
    database = Database(database_path, clock)
    with database.write("Notiz") as writer:
        writer.update(t.massnahme, region.massnahmen[0], interne_notiz=SECRET)
    file = tmp_path / "stand.json"
    write_snapshot(database, file)
    with database.write("Notiz") as writer:
        writer.update(t.massnahme, region.massnahmen[0], interne_notiz="Anders", titel="Radweg")
    database.close()
    room = open_for_room(database_path, clock)
    services = make_services(room)
    told = [folie_of(services, Stand("seitdem", f"{part}/datei/{file}")) for part in range(4)]
    assert "Radweg" in repr(told)
    assert SECRET not in repr(told) and "ntern" not in repr(told)
    room.close()


@pytest.mark.parametrize("text", ["", "x", "tag/", "unsinn/1", "letztes/"])
def test_nonsense_counts_from_the_last_meeting(text: str) -> None:
    assert Anker.read(text) == Anker()


@pytest.mark.parametrize(
    ("ziel", "art"), [("neuigkeiten", Eintragsart.NEUIGKEIT), ("arbeitsweise", Eintragsart.ARBEITSWEISE)]
)
def test_the_pages_are_readable_in_the_rooms_window(
    region: Region, database_path: Path, clock: FrozenClock, ziel: str, art: Eintragsart
) -> None:
    services = make_services(Opened(Database(database_path, clock), None))
    treffen_id = services.treffen.prepare_treffen({"titel": "Treffen", "interne_notiz": SECRET})
    services.mitschrift.add_eintrag(treffen_id, art, {"titel": "Gesagt"})
    services.mitschrift.record_puls(treffen_id, {"f5": "4"})
    services.close()
    room = open_for_room(database_path, clock)
    told = repr(folie_of(make_services(room), Stand(ziel, treffen_id)))
    assert "Gesagt" in told and SECRET not in told
    room.close()


def test_the_room_sees_the_plan_before_and_what_to_take_home_after_the_meeting(
    region: Region, database_path: Path, clock: FrozenClock, berlin: None
) -> None:
    head = {
        "titel": "Treffen",
        "datum": "23.11.2026",
        "beginn_geplant": "19:00",
        "ort": "Rathaus",
        "interne_notiz": SECRET,
    }
    services = make_services(Opened(Database(database_path, clock), None))
    treffen_id = services.treffen.prepare_treffen({**head, "zielbild": "alle"})
    room = open_for_room(database_path, clock)

    def shown() -> str:
        folie = folie_of(make_services(room), Stand("treffen", treffen_id))
        return "\n".join([folie.oben, folie.titel, *(line.text for line in folie.zeilen)])

    assert shown().startswith("23.11.2026 · 19:00–21:00 · Rathaus\nTreffen\nAnkommen")
    services.treffen.begin(treffen_id)
    agreed = {"titel": "Bank aufstellen", "wer": "Bauhof", "bis": "1.12.2026"}
    services.mitschrift.add_eintrag(treffen_id, Eintragsart.VEREINBARUNG, agreed)
    services.mitschrift.add_eintrag(treffen_id, Eintragsart.PARKTHEMA, {"titel": "Beleuchtung"})
    services.entscheidung.begin_entscheidung(region.zielbilder[1])
    abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None
    services.entscheidung.record_wahl(abschluss.entscheidungen[1].zeilen[0].id, Wahl.WEITERVERFOLGEN)
    services.entscheidung.decide(region.zielbilder[1])
    clock.tick(minutes=90)
    services.treffen.end(treffen_id)
    services.treffen.prepare_treffen({**head, "titel": "Nächstes", "datum": "17.3.2027", "zielbild": "alle"})
    assert shown().split("\n") == [
        "Beendet nach 1:30:00.",
        "Treffen",
        "✓ Beschluss 2026-01: In MYK gut von A nach B kommen",
        "Team 2 verfolgt „Maßnahme 2“ weiter",
        "Vereinbart",
        "Bank aufstellen (Bauhof, bis 01.12.2026)",
        "Geparkt",
        "Beleuchtung",
        "Nächstes Treffen",
        "17. März 2027, 19:00 Uhr, Rathaus",
    ]
    room.close()
    services.close()


def test_an_item_that_is_done_is_ticked_for_the_room(region: Region, database_path: Path, clock: FrozenClock) -> None:
    services = make_services(Opened(Database(database_path, clock), None))
    treffen_id = services.treffen.prepare_treffen({"titel": "Treffen", "zielbild": "alle"})
    services.treffen.begin(treffen_id)
    first, *others = services.treffen.load_treffen(treffen_id).punkte
    for punkt in others:
        services.treffen.delete_punkt(punkt.id)
    services.treffen.next_punkt(treffen_id)
    (line,) = folie_of(services, Stand("treffen", treffen_id)).zeilen
    assert line.text.startswith(f"✓ {first.titel}")
    services.close()
