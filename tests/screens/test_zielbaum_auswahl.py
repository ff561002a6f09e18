"""Filter, zoom, what has changed, and new entries beside others, by keys."""

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.widgets.baum import Baum
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


def lines(pilot: Pilot[None]) -> list[str]:
    return [line.knoten.id for line in pilot.app.screen.query_one(Baum).eintraege]


async def test_the_tree_follows_each_letter_and_is_as_before_afterwards(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        before = lines(pilot)
        await press(pilot, "t")
        await type_text(pilot, "mitfahrbank")
        await wait_for_text(pilot, "Filter „mitfahrbank“ · 1 von 31 Maßnahmen")
        assert "ausgeblendet" in visible_text(pilot.app) and "Mitfahrbänke" in visible_text(pilot.app)
        await press(pilot, "enter", "escape")
        assert "Filter" not in "".join(visible_text(pilot.app).split("\n")[:3])
        shown = lines(pilot)
        assert set(before) <= set(shown)


async def test_what_is_typed_brings_the_cursor_to_a_hit_and_escape_leaves_it_there(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        baum = pilot.app.screen.query_one(Baum)
        assert baum.cursor_id == region.programm
        await press(pilot, "t")
        await type_text(pilot, "geplante 2")
        await wait_for_text(pilot, "Filter „geplante 2“")
        assert baum.cursor_id == region.geplant[1]
        await press(pilot, "enter")
        assert baum.has_focus
        await press(pilot, "r")
        await wait_for(pilot, lambda: isinstance(pilot.app.focused, Input), "the form that renames")
        assert pilot.app.focused.value == "Geplante 2"
        await press(pilot, "escape", "escape")
        assert baum.cursor_id == region.geplant[1]
        assert region.zielbilder[0] in lines(pilot)


async def test_typing_leaves_the_cursor_on_a_node_that_fits_itself(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        baum = pilot.app.screen.query_one(Baum)
        pilot.app.screen.show_stelle(region.geplant[2])
        await press(pilot, "t")
        await type_text(pilot, "geplante")
        await wait_for_text(pilot, "Filter „geplante“ · 3 von 6")
        assert baum.cursor_id == region.geplant[2]
        await press(pilot, "escape")
        assert baum.cursor_id == region.geplant[2]


async def test_the_zoom_says_where_one_is_and_lets_go_by_escape(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "down", "plus")
        await wait_for_text(pilot, " › ")
        assert lines(pilot)[0] == region.zielbilder[0] and region.zielbilder[1] not in lines(pilot)
        await press(pilot, "escape")
        assert region.zielbilder[1] in lines(pilot)
        assert pilot.app.screen.query_one(Baum).cursor_id == region.zielbilder[0]


async def test_the_zoom_is_still_there_after_a_restart_until_escape_lets_go(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "down", "plus")
        await wait_for_text(pilot, " › ")
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        assert lines(pilot)[0] == region.zielbilder[0] and region.zielbilder[1] not in lines(pilot)
        await press(pilot, "escape")
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        assert region.zielbilder[1] in lines(pilot)


async def test_only_what_has_changed_since_the_last_sprint_is_shown_and_explained(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "w")
        await wait_for_text(pilot, "Seit dem letzten")
        await press(pilot, "escape", "s")
        await wait_for_text(pilot, "geändert seit dem letzten")


async def test_without_a_finished_sprint_there_is_nothing_to_compare(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "s")
        await wait_for_text(pilot, "noch nichts zu vergleichen")


async def test_a_new_entry_is_put_beside_the_one_under_the_cursor(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "down", "N")
        await type_text(pilot, "Viertes Zielbild")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert")
    with stored(database_path, clock) as services:
        tree = services.zielbaum.load_zielbaum()
    children = [tree.nach_id[child].titel for child in tree.kinder[tree.wurzel.id]]
    assert children.count("Viertes Zielbild") == 1


async def test_a_search_leads_to_a_node_that_the_filter_hides(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "down", "plus")
        pilot.app.screen.show_stelle(region.zielbilder[2])
        await pilot.pause()
        assert pilot.app.screen.query_one(Baum).cursor_id == region.zielbilder[2]


async def test_marked_massnahmen_are_changed_together_and_undone_together(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        baum = pilot.app.screen.query_one(Baum)
        for massnahme in region.geplant[:2]:
            pilot.app.screen.show_stelle(massnahme)
            await pilot.pause()
            assert baum.cursor_id == massnahme
            await press(pilot, "m")
        await wait_for_text(pilot, "◆ 2 markiert (M ändert sie)")
        await press(pilot, "M", "enter", *["down"] * 6, "enter")  # the list of states opens and goes to „pausiert“
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: 2 Maßnahmen gemeinsam geändert")
        assert "markiert" not in visible_text(pilot.app)
    with stored(database_path, clock) as services:
        nodes = services.zielbaum.load_zielbaum().nach_id
    assert [nodes[massnahme].status for massnahme in region.geplant[:2]] == ["pausiert", "pausiert"]
