from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from drawing import drawn_again, stale_lines
from hostile import TITLES, broken_lines
from mouse import turn_wheel
from myk_tui.widgets.optionen import Option, Optionen
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste
from pilot_tools import press, resize, visible_text


class ListenApp(App[None]):
    """One list and what it said."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__()
        self.liste = Optionen(leer="Noch nichts da.")
        self.options = options
        self.marked: list[str | None] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.liste

    def on_mount(self) -> None:
        self.liste.show(self.options)
        self.liste.focus()

    @on(Zeilenliste.Markiert)
    def note_mark(self, message: Zeilenliste.Markiert) -> None:
        self.marked.append(message.id)

    @on(Zeilenliste.Gewaehlt)
    def note_choice(self, message: Zeilenliste.Gewaehlt) -> None:
        self.chosen.append(message.id)


class Zaehlende(Optionen):
    """A list that notes which rows it was asked to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def draw(self, eintrag: Option, width: int) -> list[Stueck]:
        self.asked.append(eintrag.id)
        return super().draw(eintrag, width)


class ZaehlApp(ListenApp):
    """A list that counts."""

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__(options)
        self.liste = Zaehlende()


@asynccontextmanager
async def showing(
    options: Sequence[Option], size: tuple[int, int] = (40, 10)
) -> AsyncIterator[tuple[Pilot[None], ListenApp]]:
    app = ListenApp(options)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app


def rows(count: int) -> list[Option]:
    return [Option(f"o{number}", f"Zeile {number}") for number in range(count)]


GROUPED = [
    Option("k1", "Erste Gruppe", ueberschrift=True),
    Option("a", "Apfel"),
    Option("b", "Birne"),
    Option("k2", "Zweite Gruppe", ueberschrift=True),
    Option("c", "Clementine"),
    Option("k3", "Leere Gruppe", ueberschrift=True),
]


async def test_the_cursor_begins_on_the_first_row_that_can_be_chosen() -> None:
    async with showing(GROUPED) as (_pilot, app):
        assert app.liste.cursor_id == "a"
        assert visible_text(app).splitlines()[:2] == ["  Erste Gruppe", "›   Apfel"]


async def test_arrows_skip_headings_and_stop_at_the_ends() -> None:
    async with showing(GROUPED) as (pilot, app):
        seen = []
        for key in ("down", "down", "down", "down", "up", "up", "up", "up"):
            await press(pilot, key)
            seen.append(app.liste.cursor_id)
        assert seen == ["b", "c", "c", "c", "b", "a", "a", "a"]
        assert app.marked == ["b", "c", "b", "a"]


async def test_home_end_and_page_keys_move_by_what_is_visible() -> None:
    async with showing(rows(100)) as (pilot, app):
        seen = []
        for key in ("pagedown", "pagedown", "end", "pageup", "home", "pageup"):
            await press(pilot, key)
            seen.append(app.liste.cursor_id)
            assert "›" in visible_text(app)
        assert seen == ["o9", "o18", "o99", "o90", "o0", "o0"]


async def test_the_heading_above_the_first_row_stays_in_sight_after_scrolling_back() -> None:
    async with showing([GROUPED[0], *rows(50)]) as (pilot, app):
        await press(pilot, "end", "home")
        assert visible_text(app).startswith("  Erste Gruppe")


async def test_fresh_rows_leave_the_cursor_on_its_row_wherever_it_stands_now() -> None:
    async with showing(rows(5)) as (pilot, app):
        await press(pilot, "down", "down")
        app.liste.show([Option("neu", "Neu"), *reversed(rows(5))])
        await pilot.pause()
        assert app.liste.cursor_id == "o2"
        assert "›   Zeile 2" in visible_text(app)


async def test_a_row_that_is_gone_leaves_the_cursor_on_its_neighbour() -> None:
    async with showing(rows(5)) as (pilot, app):
        await press(pilot, "end")
        app.liste.show(rows(4))
        assert app.liste.cursor_id == "o3"
        await press(pilot, "up", "up")
        app.liste.show([row for row in rows(4) if row.id != "o1"])
        assert app.liste.cursor_id == "o2"


async def test_a_list_says_where_the_cursor_went_when_its_row_is_gone_and_only_then() -> None:
    async with showing(rows(5)) as (pilot, app):
        await press(pilot, "end")
        app.liste.show(rows(4))
        app.liste.show(list(reversed(rows(4))))
        await pilot.pause()
        assert app.marked == ["o4", "o3"]


async def test_an_empty_list_says_so_and_takes_every_key() -> None:
    async with showing([]) as (pilot, app):
        assert "Noch nichts da." in visible_text(app)
        await press(pilot, "down", "up", "home", "end", "pagedown", "enter")
        await pilot.click(Optionen, offset=(3, 0))
        assert (app.liste.cursor_id, app.chosen) == (None, [])
        app.liste.show(rows(1))
        assert app.liste.cursor_id == "o0"


async def test_only_headings_have_no_cursor() -> None:
    async with showing([GROUPED[0], GROUPED[3]]) as (pilot, app):
        await press(pilot, "down", "up", "enter", "end", "home")
        assert (app.liste.cursor_id, app.chosen) == (None, [])


async def test_enter_chooses_the_row_under_the_cursor() -> None:
    async with showing(GROUPED) as (pilot, app):
        await press(pilot, "down", "enter")
        assert app.chosen == ["b"]


async def test_a_click_moves_and_a_double_click_chooses() -> None:
    async with showing(GROUPED) as (pilot, app):
        await pilot.click(Optionen, offset=(5, 4))
        assert (app.liste.cursor_id, app.chosen) == ("c", [])
        await pilot.click(Optionen, offset=(5, 2), times=2)
        assert (app.liste.cursor_id, app.chosen) == ("b", ["b"])


async def test_nothing_moves_under_the_mouse_between_two_clicks() -> None:
    async with showing([*(Option(f"k{n}", f"Kopf {n}", ueberschrift=True) for n in range(4)), *rows(30)]) as (
        pilot,
        app,
    ):
        await press(pilot, *["down"] * 9)
        await turn_wheel(pilot, app.liste, -1)
        y = next(y for y, line in enumerate(visible_text(app).splitlines()) if "Zeile 0" in line)
        await pilot.click(Optionen, offset=(6, y), times=2)
        assert app.chosen == ["o0"]


async def test_clicks_on_headings_and_below_the_last_row_change_nothing() -> None:
    async with showing(GROUPED) as (pilot, app):
        for y in (0, 3, 9):
            await pilot.click(Optionen, offset=(5, y), times=2)
        assert (app.liste.cursor_id, app.chosen, app.marked) == ("a", [], [])


async def test_the_wheel_scrolls_without_moving_the_cursor_and_stops_at_the_ends() -> None:
    async with showing(rows(30)) as (pilot, app):
        await turn_wheel(pilot, app.liste, 1)
        await pilot.pause()
        assert visible_text(app).startswith("    Zeile 3")
        assert app.liste.cursor_id == "o0"
        for _turn in range(20):
            await turn_wheel(pilot, app.liste, 1)
        await pilot.pause()
        assert "Zeile 29" in visible_text(app).splitlines()[-1]
        for _turn in range(20):
            await turn_wheel(pilot, app.liste, -1)
        await pilot.pause()
        assert visible_text(app).startswith("›   Zeile 0")


async def test_a_click_after_scrolling_hits_the_row_that_is_seen_there() -> None:
    async with showing(rows(30)) as (pilot, app):
        await turn_wheel(pilot, app.liste, 1)
        await pilot.click(Optionen, offset=(5, 1))
        assert app.liste.cursor_id == "o4"


async def test_a_smaller_window_keeps_the_cursor_in_sight() -> None:
    async with showing(rows(30), size=(40, 20)) as (pilot, app):
        await press(pilot, *["down"] * 15)
        await resize(pilot, 30, 5)
        assert "›   Zeile 15" in visible_text(app)


async def test_the_bar_at_the_edge_shows_where_one_is() -> None:
    async with showing(rows(30)) as (pilot, app):
        assert visible_text(app).splitlines()[0].endswith("┃")
        await press(pilot, "end")
        assert visible_text(app).splitlines()[-1].endswith("┃")
        assert visible_text(app).splitlines()[0].endswith("│")


async def test_only_rows_in_sight_are_drawn_and_each_only_once() -> None:
    app = ZaehlApp(rows(3_000))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert isinstance(app.liste, Zaehlende)
        assert sorted(app.liste.asked) == [f"o{number}" for number in range(10)]
        await press(pilot, "down", "down", "up")
        assert len(app.liste.asked) == 10
        await press(pilot, "end")
        assert sorted(app.liste.asked[10:]) == [f"o{number}" for number in range(2_990, 3_000)]


async def test_a_step_redraws_two_lines_and_the_same_rows_none() -> None:
    async with showing(rows(100)) as (pilot, app):
        await press(pilot, "down")
        app.liste.action_cursor(1)
        assert drawn_again(app.liste) == {1, 2}
        await pilot.pause()
        app.liste.show(rows(100))
        assert drawn_again(app.liste) == set()
        app.liste.show([*rows(5), Option("o5", "Anders"), *rows(100)[6:]])
        assert drawn_again(app.liste) == {5}


async def test_what_changes_back_before_it_was_drawn_is_drawn_as_it_is() -> None:
    async with showing(rows(8)) as (pilot, app):
        app.liste.show([Option("o0", "Anders"), *rows(8)[1:]])
        app.liste.show(rows(8))
        await pilot.pause()
        assert stale_lines(app) == []
        assert "Anders" not in visible_text(app)


async def test_whatever_happens_no_line_stays_as_it_was() -> None:
    async with showing(rows(30)) as (pilot, app):
        for key in ("down", "end", "up", "pageup", "home", "pagedown"):
            await press(pilot, key)
            assert stale_lines(app) == []
        for count in (12, 3, 0, 40):
            app.liste.show([Option(f"o{number}", f"Neu {number}") for number in range(count)])
            await pilot.pause()
            assert stale_lines(app) == []
        await turn_wheel(pilot, app.liste, 2)
        assert stale_lines(app) == []
        await resize(pilot, 40, 6)
        assert stale_lines(app) == []
        app.set_focus(None)
        await pilot.pause()
        assert stale_lines(app) == []
        app.theme = "textual-light"
        await pilot.pause()
        assert stale_lines(app) == []


async def test_the_cursor_is_a_shape_and_not_only_a_colour_with_or_without_focus() -> None:
    async with showing(rows(3)) as (pilot, app):
        looks = []
        for focused in (True, False):
            app.set_focus(app.liste if focused else None)
            await pilot.pause()
            assert visible_text(app).startswith("›   Zeile 0")
            looks.append(next(iter(app.liste.render_line(0))).style)
        assert looks[0] != looks[1]


@pytest.mark.parametrize("width", [1, 2, 3, 7, 40, 120])
async def test_no_hostile_text_breaks_the_width_of_a_line(width: int) -> None:
    options = [
        Option(f"{name}{place}", text if place else "kurz", "kurz" if place else text, gewaehlt=True)
        for name, text in TITLES.items()
        for place in (0, 1)
    ]
    headings = [Option(f"k{name}", text, ueberschrift=True) for name, text in TITLES.items()]
    async with showing([*headings, *options], size=(width, 20)) as (pilot, app):
        assert broken_lines(app.liste) == []
        await press(pilot, "end")
        assert broken_lines(app.liste) == []
