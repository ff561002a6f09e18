"""Rows dragged with the mouse."""

from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from baumknoten import BaumKnoten
from mouse import turn_wheel
from myk_tui.widgets.baum import Baum
from myk_tui.widgets.zeilenliste import Zeilenliste
from myk_tui.widgets.ziehliste import Ziehliste
from pilot_tools import visible_text


class Ziehapp(App[None]):
    """A tree that takes everything but on its root, what was dropped where, and what was chosen."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.baum = Baum(nimmt=lambda row_id, target_id: target_id != "w")
        self.dropped: list[tuple[str, str]] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.baum

    def on_mount(self) -> None:
        children = [BaumKnoten(f"w.{number:02}", "w", ((f"w.{number:02}", "titel"),)) for number in range(40)]
        self.baum.show_knoten([BaumKnoten("w", None, (("w", "titel"),)), *children])
        self.baum.focus()

    @on(Zeilenliste.Gewaehlt)
    def note_choice(self, message: Zeilenliste.Gewaehlt) -> None:
        self.chosen.append(message.id)

    @on(Ziehliste.Abgelegt)
    def note_drop(self, message: Ziehliste.Abgelegt) -> None:
        self.dropped.append((message.id, message.ziel_id))


async def drag(pilot: Pilot[None], start: int, end: tuple[int, int]) -> None:
    await pilot.mouse_down(Ziehliste, offset=(8, start))
    await pilot.hover(Ziehliste, offset=end)
    await pilot.pause()


async def test_a_row_is_dropped_on_the_row_under_the_mouse_and_nothing_is_chosen() -> None:
    app = Ziehapp()
    async with app.run_test(size=(40, 12)) as pilot:
        await drag(pilot, 2, (8, 5))
        assert visible_text(app).splitlines()[5].startswith("▶ ├   w.04")
        assert app.baum.cursor_id == "w.01" and app.baum.taken
        await pilot.mouse_up(Ziehliste, offset=(8, 5))
        await pilot.pause()
        assert (app.dropped, app.chosen, app.baum.cursor_id) == ([("w.01", "w.04")], [], "w.01")
        assert "▶" not in visible_text(app)


async def test_a_row_that_does_not_take_it_is_crossed_out_before_one_lets_go() -> None:
    app = Ziehapp()
    async with app.run_test(size=(40, 12)) as pilot:
        await drag(pilot, 2, (8, 0))
        assert visible_text(app).splitlines()[0].startswith("✗ ▾ w")


async def test_a_press_that_stays_on_its_row_is_a_click() -> None:
    app = Ziehapp()
    async with app.run_test(size=(40, 12)) as pilot:
        await drag(pilot, 3, (30, 3))
        assert not app.baum.taken
        await pilot.mouse_up(Ziehliste, offset=(30, 3))
        await pilot.click(Ziehliste, offset=(8, 4))
        await pilot.pause()
        assert (app.dropped, app.baum.cursor_id) == ([], "w.03")


async def test_the_list_rolls_by_the_wheel_under_a_dragged_row_and_the_target_follows() -> None:
    app = Ziehapp()
    async with app.run_test(size=(40, 12)) as pilot:
        await drag(pilot, 2, (8, 5))
        await turn_wheel(pilot, app.baum, 2)
        assert visible_text(app).splitlines()[5].startswith("▶ ├   w.10")


async def test_let_go_leaves_the_row_where_it_was() -> None:
    app = Ziehapp()
    async with app.run_test(size=(40, 12)) as pilot:
        await drag(pilot, 2, (8, 5))
        assert app.baum.let_go()
        await pilot.mouse_up(Ziehliste, offset=(8, 5))
        await pilot.pause()
        assert app.dropped == [] and not app.baum.let_go()
        assert "▶" not in visible_text(app)
