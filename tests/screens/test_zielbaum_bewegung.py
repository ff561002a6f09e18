"""Moving in the goal tree by mouse, the sentences where a key does nothing, and reading the detail."""

from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from baum_tools import children, current_titel, load, node, stand_on, tree
from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.zielbaum import Ebene
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.widgets.baum import Baum
from myk_tui.widgets.detail import Detail
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text


def place(pilot: Pilot[None], titel: str) -> tuple[int, int]:
    lines = visible_text(pilot.app).splitlines()
    return min((line.index(titel), y) for y, line in enumerate(lines) if titel in line)  # the tree stands left


async def drag(pilot: Pilot[None], titel: str, target: str) -> tuple[int, int]:
    """Take a node with the mouse and carry it over another one; returns where the mouse is, still pressed."""
    start, end = place(pilot, titel), place(pilot, target)
    await pilot.mouse_down(offset=start)
    await pilot.hover(offset=end)
    await pilot.pause()
    return end


async def test_a_node_is_dragged_below_another_parent_and_undo_brings_it_back(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        end = await drag(pilot, "Geplante 1", "Lösung 2")
        await wait_for_text(pilot, "Loslassen hängt es unter „Lösung 2“.")
        assert any(line.startswith("▶ ") and "Lösung 2" in line for line in visible_text(pilot.app).splitlines())
        assert "Geplante 1" in children(database_path, clock, "Lösung 1")
        await pilot.mouse_up(offset=end)
        await wait_for_text(pilot, "Gesichert: Maßnahme verschoben")
        assert current_titel(pilot) == "Geplante 1"
        assert children(database_path, clock, "Lösung 2") == ["Maßnahme 2", "Geplante 2", "Geplante 1"]
        await press(pilot, "u")
        await wait_for_text(pilot, "Rückgängig")
    assert children(database_path, clock, "Lösung 1") == ["Maßnahme 1", "Geplante 1"]


async def test_dropped_on_a_sibling_a_node_takes_its_place(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        end = await drag(pilot, "Maßnahme 1", "Geplante 1")
        await wait_for_text(pilot, "hinter „Geplante 1“")
        await pilot.mouse_up(offset=end)
        await wait_for_text(pilot, "Gesichert: Maßnahme verschoben")
        assert children(database_path, clock, "Lösung 1") == ["Geplante 1", "Maßnahme 1"]
        end = await drag(pilot, "Maßnahme 1", "Geplante 2")
        await wait_for_text(pilot, "vor „Geplante 2“")
        await pilot.mouse_up(offset=end)
        await wait_for(
            pilot,
            lambda: children(database_path, clock, "Lösung 2") == ["Maßnahme 2", "Maßnahme 1", "Geplante 2"],
            "the new order",
        )


async def test_a_wrong_drop_is_refused_with_the_sentence_that_says_why(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        end = await drag(pilot, "Lösung 1", "Geplante 2")
        await wait_for_text(pilot, "Lösung: Das geht nur unter strategisches Ziel.")
        assert any(line.startswith("✗ ") and "Geplante 2" in line for line in visible_text(pilot.app).splitlines())
        await pilot.mouse_up(offset=end)
        await pilot.pause()
        assert "Lösung: Das geht nur unter strategisches Ziel." in visible_text(pilot.app)
    assert children(database_path, clock, "Ziel 1") == ["Lösung 1"]


async def test_escape_leaves_a_dragged_node_where_it_was(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        end = await drag(pilot, "Geplante 1", "Lösung 2")
        await press(pilot, "escape")
        assert "▶ " not in "".join(line[:2] for line in visible_text(pilot.app).splitlines())
        await pilot.mouse_up(offset=end)
        await pilot.pause()
    assert children(database_path, clock, "Lösung 1") == ["Maßnahme 1", "Geplante 1"]


async def test_held_below_the_last_line_the_tree_rolls_under_the_dragged_node(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 16)) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "asterisk")
        baum = pilot.app.screen.query_one(Baum)
        x, y = place(pilot, "Maßnahme 1")
        await pilot.mouse_down(offset=(x, y))
        for step in range(12):
            await pilot.hover(offset=(x + step % 2, baum.region.bottom))
        assert baum._top > 0
        await wait_for_text(pilot, "Geplante 3")
        end = place(pilot, "Lösung 3")
        await pilot.hover(offset=end)
        await wait_for_text(pilot, "unter „Lösung 3“")
        await pilot.mouse_up(offset=end)
        await wait_for_text(pilot, "Gesichert: Maßnahme verschoben")
    assert "Maßnahme 1" in children(database_path, clock, "Lösung 3")


async def test_sorting_by_mouse_confirms_no_assumed_place_but_moving_does(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with closing(Database(database_path, clock)) as database, database.write("angenommen") as writer:
        writer.update(t.massnahme, region.geplant[0], zuordnung_angenommen=1)
    async with tree(database_path, clock) as pilot:
        await pilot.mouse_up(offset=await drag(pilot, "Geplante 1", "Maßnahme 1"))
        await wait_for_text(pilot, "Gesichert: Maßnahme verschoben")
        assert node(load(database_path, clock), "Geplante 1").angenommen
        await pilot.mouse_up(offset=await drag(pilot, "Geplante 1", "Lösung 3"))
        await wait_for(pilot, lambda: "Geplante 1" in children(database_path, clock, "Lösung 3"), "the move")
    assert not node(load(database_path, clock), "Geplante 1").angenommen


@pytest.mark.parametrize(
    ("titel", "key", "said"),
    [
        ("Geplante 1", "n", "Unter einer Maßnahme gibt es keinen Eintrag mehr."),
        ("Geplante 1", "plus", "Maßnahme: Hineinzoomen geht in Zielbild, Ziel oder Lösung."),
        ("Geplante 1", "z", "Hier ist keine Zuordnung angenommen"),
        ("Maßnahme 1", "shift+up", "„Maßnahme 1“ ist schon der erste Eintrag dieser Ebene."),
        ("Geplante 1", "shift+down", "„Geplante 1“ ist schon der letzte Eintrag dieser Ebene."),
        ("Lösung 1", "p", "Einen Steckbrief haben nur Maßnahmen."),
        ("Lösung 1", "m", "Gemeinsam ändern lassen sich nur Maßnahmen"),
        ("Lösung 1", "M", "Noch ist nichts markiert."),
        ("Testregion", "v", "Vision: Das hat keinen anderen Platz."),
        ("Testregion", "N", "Neben der Vision gibt es nichts."),
        ("Testregion", "g", "Die Vision hat keine Geschwister"),
        ("Testregion", "d", "Das Programm selbst lässt sich nicht löschen."),
        ("Testregion", "shift+up", "Die Vision steht allein"),
    ],
)
async def test_a_key_that_does_nothing_says_why(
    region: Region, database_path: Path, clock: FrozenClock, titel: str, key: str, said: str
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, titel)
        await press(pilot, key)
        await wait_for_text(pilot, said)


async def test_a_key_of_the_tree_only_types_while_the_filter_is_open(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await press(pilot, "t")
        await type_text(pilot, "npv")
        await wait_for_text(pilot, "Filter „npv“")
        assert "keinen Eintrag mehr" not in visible_text(pilot.app)


async def test_on_a_small_terminal_all_of_the_detail_is_read_while_the_cursor_stays(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with closing(Database(database_path, clock)) as database:
        ZielbaumService(database).edit_knoten(
            Ebene.MASSNAHME,
            region.geplant[0],
            {"beschreibung": "\n".join(f"Zeile {number}" for number in range(30))},
        )
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "asterisk")
        await stand_on(pilot, "Geplante 1")
        await wait_for_text(pilot, "Stand: ○ geplant")
        detail = pilot.app.screen.query_one(Detail)
        for _step in range(9):
            await press(pilot, "full_stop")
        await wait_for_text(pilot, "Zeile 29")
        assert current_titel(pilot) == "Geplante 1"
        await press(pilot, "comma")
        assert 0 < detail.scroll_offset.y < detail.max_scroll_y
        await press(pilot, "up")
        await wait_for(pilot, lambda: detail.scroll_offset.y == 0, "the other text to begin at its top")
