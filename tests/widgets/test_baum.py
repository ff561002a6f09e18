from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from baumknoten import BaumKnoten
from hostile import TITLES, broken_lines
from mouse import turn_wheel
from myk_tui.widgets.baum import Baum
from myk_tui.widgets.zeilenliste import Zeilenliste
from pilot_tools import press, visible_text


class WaldApp(App[None]):
    """One tree and what it said."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, nodes: Sequence[BaumKnoten]) -> None:
        super().__init__()
        self.baum = Baum()
        self.nodes = nodes
        self.wishes: list[tuple[str, int]] = []
        self.chosen: list[str] = []
        self.marked: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield self.baum

    def on_mount(self) -> None:
        self.baum.show_knoten(self.nodes)
        self.baum.focus()

    @on(Baum.VerschiebenGewuenscht)
    def note_wish(self, message: Baum.VerschiebenGewuenscht) -> None:
        self.wishes.append((message.id, message.richtung))

    @on(Zeilenliste.Gewaehlt)
    def note_choice(self, message: Zeilenliste.Gewaehlt) -> None:
        self.chosen.append(message.id)

    @on(Zeilenliste.Markiert)
    def note_mark(self, message: Zeilenliste.Markiert) -> None:
        self.marked.append(message.id)

    @property
    def visible_ids(self) -> list[str]:
        return [line.knoten.id for line in self.baum.eintraege]


def node(path: str, titel: str = "") -> BaumKnoten:
    """Make a node whose id is its path: ``w`` is the root, ``w.a.1`` a grandchild."""
    parent = path.rpartition(".")[0] or None
    return BaumKnoten(path, parent, ((titel or path, "titel"),))


WALD = [node(path) for path in ("w", "w.a", "w.a.1", "w.a.2", "w.b", "w.c", "w.c.1", "w.c.1.x")]


@asynccontextmanager
async def showing(
    nodes: Sequence[BaumKnoten] = WALD, size: tuple[int, int] = (40, 12)
) -> AsyncIterator[tuple[Pilot[None], WaldApp]]:
    app = WaldApp(nodes)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app


async def test_at_first_the_root_is_open_and_its_children_are_folded() -> None:
    async with showing() as (_pilot, app):
        assert visible_text(app).splitlines()[:4] == [
            "› ▾ w",
            "  ├ ▸ w.a (2)",
            "  ├   w.b",
            "  └ ▸ w.c (1)",
        ]


async def test_guides_lead_from_every_node_to_its_parent_and_end_at_the_last_child() -> None:
    async with showing([*WALD, node("w.c.2"), node("z")]) as (pilot, app):
        await press(pilot, "asterisk")
        assert visible_text(app).splitlines()[:10] == [
            "› ▾ w",
            "  ├ ▾ w.a",
            "  │ ├   w.a.1",
            "  │ └   w.a.2",
            "  ├   w.b",
            "  └ ▾ w.c",
            "    ├ ▾ w.c.1",
            "    │ └   w.c.1.x",
            "    └   w.c.2",
            "    z",
        ]


async def test_right_unfolds_first_and_then_goes_to_the_first_child() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "right")
        assert (app.baum.cursor_id, app.visible_ids) == ("w.a", ["w", "w.a", "w.a.1", "w.a.2", "w.b", "w.c"])
        await press(pilot, "right")
        assert app.baum.cursor_id == "w.a.1"
        await press(pilot, "right")
        assert app.baum.cursor_id == "w.a.1"


async def test_left_goes_to_the_parent_first_and_then_folds_it() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "right", "down", "down", "left")
        assert app.baum.cursor_id == "w.a"
        await press(pilot, "left")
        assert (app.baum.cursor_id, app.visible_ids) == ("w.a", ["w", "w.a", "w.b", "w.c"])
        await press(pilot, "left", "left")
        assert (app.baum.cursor_id, app.visible_ids) == ("w", ["w"])
        await press(pilot, "left")
        assert (app.baum.cursor_id, app.visible_ids) == ("w", ["w"])


async def test_the_space_bar_folds_and_unfolds_and_leaves_a_leaf_alone() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "space")
        assert "w.a.1" in app.visible_ids
        await press(pilot, "space")
        assert "w.a.1" not in app.visible_ids
        await press(pilot, "down", "space")
        assert app.baum.cursor_id == "w.b"


async def test_asterisk_opens_everything_and_minus_closes_all_but_the_root() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "asterisk")
        assert app.visible_ids == [line.id for line in WALD]
        await press(pilot, "minus")
        assert app.visible_ids == ["w", "w.a", "w.b", "w.c"]


async def test_folding_everything_leaves_the_cursor_on_the_nearest_parent_in_sight() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "asterisk", "end")
        assert app.baum.cursor_id == "w.c.1.x"
        await press(pilot, "minus")
        assert app.baum.cursor_id == "w.c"
        assert app.marked[-1] == "w.c"


async def test_opening_everything_leaves_the_cursor_on_its_node() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "end", "asterisk")
        assert app.baum.cursor_id == "w.c"


async def test_a_click_on_the_mark_folds_and_a_click_on_the_title_does_not() -> None:
    async with showing() as (pilot, app):
        await pilot.click(Baum, offset=(4, 1))
        assert "w.a.1" in app.visible_ids
        await pilot.click(Baum, offset=(6, 1))
        assert "w.a.1" in app.visible_ids
        await pilot.click(Baum, offset=(4, 1))
        assert "w.a.1" not in app.visible_ids
        assert (app.baum.cursor_id, app.chosen) == ("w.a", [])


async def test_a_double_click_on_the_mark_folds_twice_and_opens_nothing() -> None:
    async with showing() as (pilot, app):
        await pilot.click(Baum, offset=(4, 1), times=2)
        assert (app.chosen, app.visible_ids) == ([], ["w", "w.a", "w.b", "w.c"])


async def test_a_click_on_a_mark_far_from_the_cursor_folds_what_is_seen_there() -> None:
    wide = [node("w"), *(made for n in range(60) for made in (node(f"w.{n}"), node(f"w.{n}.x")))]
    async with showing(wide) as (pilot, app):
        await turn_wheel(pilot, app.baum, 5)
        before = visible_text(app).splitlines()
        await pilot.click(Baum, offset=(before[6].index("▸"), 6))
        after = visible_text(app).splitlines()
        assert (app.baum.cursor_id, app.marked) == ("w.20", ["w.20"])
        assert after[6].startswith("› ├ ▾ w.20")
        assert after[:6] == before[:6]


async def test_the_mark_of_a_deep_node_is_clicked_where_it_is_drawn() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "asterisk")
        line = visible_text(app).splitlines()[6]
        await pilot.click(Baum, offset=(line.index("▾"), 6))
        assert app.visible_ids[-1] == "w.c.1"


async def test_a_leaf_has_no_mark_to_click() -> None:
    async with showing() as (pilot, app):
        await pilot.click(Baum, offset=(4, 2))
        assert (app.baum.cursor_id, app.visible_ids) == ("w.b", ["w", "w.a", "w.b", "w.c"])


async def test_shift_with_arrows_asks_for_another_place_and_moves_nothing_itself() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "shift+down", "shift+up")
        assert app.wishes == [("w.a", 1), ("w.a", -1)]
        assert app.baum.cursor_id == "w.a"


async def test_enter_and_a_double_click_choose_the_node() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "enter")
        await pilot.click(Baum, offset=(10, 3), times=2)
        assert app.chosen == ["w.a", "w.c"]


async def test_fresh_nodes_keep_what_is_open_and_where_the_cursor_stands() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "right", "down", "down")
        app.baum.show_knoten([*WALD[:3], node("w.a.neu"), *WALD[3:]])
        assert app.visible_ids[:5] == ["w", "w.a", "w.a.1", "w.a.neu", "w.a.2"]
        assert app.baum.cursor_id == "w.a.2"


async def test_a_node_that_moved_into_a_folded_branch_does_not_pull_the_cursor_along() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "end")
        moved = BaumKnoten("w.c", "w.a", (("w.c", "titel"),))
        app.baum.show_knoten([*WALD[:4], moved, WALD[4]])
        assert app.visible_ids == ["w", "w.a", "w.b"]
        assert app.baum.cursor_id in app.visible_ids


async def test_a_branch_is_unfolded_up_to_the_root_on_demand() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "left")
        app.baum.open_node("w.c.1")
        assert app.baum.move_to("w.c.1.x")
        await pilot.pause()
        assert "w.c.1.x" in visible_text(app)


async def test_a_tree_that_began_empty_opens_like_any_other() -> None:
    async with showing([]) as (pilot, app):
        app.baum.show_knoten(WALD)
        await pilot.pause()
        assert app.visible_ids == ["w", "w.a", "w.b", "w.c"]


async def test_an_empty_tree_takes_every_key() -> None:
    async with showing([]) as (pilot, app):
        await press(pilot, "right", "left", "space", "asterisk", "minus", "shift+up", "enter", "down")
        assert (app.wishes, app.chosen) == ([], [])


async def test_three_thousand_nodes_can_be_walked_and_folded() -> None:
    wide = [node("w"), *(node(f"w.{number}") for number in range(3_000))]
    async with showing(wide) as (pilot, app):
        await press(pilot, "end", "pageup", "home", "pagedown", "minus", "asterisk")
        assert app.baum.cursor_id == "w.10"


@pytest.mark.parametrize("width", [1, 3, 9, 14, 40, 80])
async def test_no_hostile_text_breaks_the_width_of_a_line(width: int) -> None:
    bar = (("██████", "balken"), (" 100 %", "zahl"))
    nodes = [node("w")]
    parent = "w"
    for name, text in TITLES.items():
        nodes.append(BaumKnoten(f"r{name}", "w", (("◌ ", "akzent"), (text, "titel"), (" ≈", "warnung")), bar))
    for name, text in TITLES.items():
        parent, below = name, parent
        nodes.append(BaumKnoten(name, below, ((text, "titel"),), (("×3 ", "leise"), (text, "zahl"))))
    async with showing(nodes, size=(width, 24)) as (pilot, app):
        await press(pilot, "asterisk")
        assert broken_lines(app.baum) == []
        await press(pilot, "end")
        assert broken_lines(app.baum) == []
