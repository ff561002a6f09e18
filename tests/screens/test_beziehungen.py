"""What a Maßnahme is connected with, by keys."""

from pathlib import Path

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.services import make_services
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened
from myk_tui.widgets.suchkreuzliste import Suchkreuzliste
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


async def test_fields_places_and_needed_massnahmen_are_ticked_by_keys(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        pilot.app.screen.show_stelle(region.geplant[0])
        await press(pilot, "B")
        await wait_for_text(pilot, "Beziehungen: Geplante 1")
        await press(pilot, "tab", "space", "tab")
        await type_text(pilot, "geplante 3")
        await press(pilot, "enter", "tab", "tab")
        await type_text(pilot, "nirgends")
        await wait_for_text(pilot, "Nichts passt zu diesen Buchstaben.")
        await press(pilot, *["backspace"] * 8)
        await type_text(pilot, "massnahme 2")
        await press(pilot, "enter", "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Beziehungen geändert")
    with stored(database_path, clock) as opened:
        found = opened.beziehungen.load_beziehungen(region.geplant[0])
    assert [ort.id for ort in found.orte] == [region.ort]
    assert [other.id for other in found.braucht] == [region.geplant[2]]
    assert found.vorgaenger is not None and found.vorgaenger.id == region.massnahmen[1]


async def test_a_circle_is_refused_at_its_list_and_what_was_ticked_is_still_there(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    write(database_path, clock, region.geplant[1], {"braucht": region.geplant[0]})
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        pilot.app.screen.show_stelle(region.geplant[0])
        await press(pilot, "B")
        await wait_for_text(pilot, "Gebraucht von: Geplante 2 (dort zu ändern)")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "geplante 2")
        await press(pilot, "enter", "ctrl+s")
        await wait_for_text(pilot, "Das ergäbe einen Kreis")
        assert pilot.app.screen.query_one("#feld-braucht", Suchkreuzliste).ticked == [region.geplant[1]]
        await press(pilot, "escape")
        await wait_for_text(pilot, "Noch nicht gespeichert.")
        await press(pilot, "escape")
        await wait_for(pilot, lambda: pilot.app.screen.query("Baum"), "the tree")
    with stored(database_path, clock) as opened:
        assert opened.beziehungen.load_beziehungen(region.geplant[0]).braucht == ()


async def test_the_detail_names_the_links(region: Region, database_path: Path, clock: FrozenClock) -> None:
    write(
        database_path,
        clock,
        region.geplant[0],
        {"orte": region.ort, "braucht": region.geplant[1], "vorgaenger": region.massnahmen[0]},
    )
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        pilot.app.screen.show_stelle(region.geplant[0])
        await wait_for_text(pilot, "Gebietskörperschaften: Mendig")
        await wait_for_text(pilot, "Braucht: Geplante 2 (noch nicht fertig:")
        await wait_for_text(pilot, "Vorgänger: Maßnahme 1 (im Sprint)")
        pilot.app.screen.show_stelle(region.geplant[1])
        await wait_for_text(pilot, "Gebraucht von: Geplante 1 (geplant)")


async def test_the_key_is_offered_on_a_massnahme_only(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock, size=(160, 40)) as pilot:
        await go(pilot, "2", "zielbaum")
        assert "B Beziehungen" not in visible_text(pilot.app)
        pilot.app.screen.show_stelle(region.geplant[0])
        await wait_for_text(pilot, "B Beziehungen")


async def test_of_a_long_list_what_is_ticked_stands_on_top_and_a_click_ticks(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    database = Database(database_path, clock)
    with database.write("viele") as writer:
        for number in range(300):
            writer.insert(t.massnahme, titel=f"[b]Weitere {number:03}[/b]", ordnung=f"W{number:03}")
        last = writer.insert(t.massnahme, titel="Zuletzt", ordnung="Z")
    make_services(Opened(database, None)).beziehungen.edit_beziehungen(region.geplant[0], {"braucht": last})
    database.close()
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        pilot.app.screen.show_stelle(region.geplant[0])
        await press(pilot, "B", "tab", "tab")
        await wait_for_text(pilot, "☒ Zuletzt")
        await type_text(pilot, "weitere 299")
        await wait_for_text(pilot, "☐ [b]Weitere 299[/b]")
        liste = pilot.app.screen.query_one("#feld-braucht Ankreuzliste")
        await pilot.click(liste, offset=(4, 0))
        await wait_for_text(pilot, "☒ [b]Weitere 299[/b]")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Beziehungen geändert")
    with stored(database_path, clock) as opened:
        found = opened.beziehungen.load_beziehungen(region.geplant[0])
    assert [other.titel for other in found.braucht] == ["Zuletzt", "[b]Weitere 299[/b]"]


def write(path: Path, clock: FrozenClock, massnahme_id: str, werte: dict[str, str]) -> None:
    opened = Opened(Database(path, clock), None)
    make_services(opened).beziehungen.edit_beziehungen(massnahme_id, werte)
    opened.close()
