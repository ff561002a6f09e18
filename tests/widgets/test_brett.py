from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Button

from drawing import drawn_again, note_drawing, stale_lines
from hostile import TITLES, broken_lines
from mouse import turn_wheel
from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.brettauswahl import Brettauswahl, selected
from myk_tui.domain.sprintboard import Bahn, Karte, Sprintboard
from myk_tui.widgets.brett import Brett
from pilot_tools import press, resize, visible_text, wait_for

OFFEN, IN_ARBEIT, BLOCKIERT, FERTIG = Spalte

Wish = tuple[str, str, Spalte, int]


class TafelApp(App[None]):
    """A board that carries out the wishes itself, as the service would."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, board: Sprintboard) -> None:
        super().__init__()
        self.brett = Brett()
        self.board = board
        self.wishes: list[Wish] = []
        self.chosen: list[str] = []
        self.marked: list[tuple[str | None, Spalte | None, str | None]] = []

    def compose(self) -> ComposeResult:
        yield self.brett

    def on_mount(self) -> None:
        self.brett.show(self.board)
        self.brett.focus()

    @on(Brett.VerschiebenGewuenscht)
    def carry(self, message: Brett.VerschiebenGewuenscht) -> None:
        self.wishes.append((message.karte_id, message.bahn_id, message.spalte, message.position))
        self.board = moved(self.board, *self.wishes[-1])
        self.brett.show(self.board)

    @on(Brett.Gewaehlt)
    def note_choice(self, message: Brett.Gewaehlt) -> None:
        self.chosen.append(message.karte_id)

    @on(Brett.Markiert)
    def note_mark(self, message: Brett.Markiert) -> None:
        self.marked.append((message.bahn_id, message.spalte, message.karte_id))

    def column(self, bahn_id: str, spalte: Spalte) -> list[str]:
        lane = next(lane for lane in self.board.bahnen if lane.id == bahn_id)
        return [card.id for card in lane.karten if card.spalte is spalte]

    def place_of(self, text: str) -> tuple[int, int]:
        """Return where a text stands on the screen; it must be there."""
        for y, line in enumerate(visible_text(self).splitlines()):
            if text in line:
                return line.index(text), y
        raise AssertionError(f"{text!r} is not on the screen:\n{visible_text(self)}")


class Frage(ModalScreen[None]):
    """A dialog that comes up while the mouse holds a card."""

    def compose(self) -> ComposeResult:
        yield Button("Gut", id="gut")

    def on_button_pressed(self) -> None:
        self.dismiss()


def moved(board: Sprintboard, karte_id: str, bahn_id: str, spalte: Spalte, position: int) -> Sprintboard:
    """Put a card into a column at a position that counts without the card itself."""
    card = next(card for lane in board.bahnen for card in lane.karten if card.id == karte_id)
    lanes = []
    for lane in board.bahnen:
        cards = [other for other in lane.karten if other.id != karte_id]
        if lane.id == bahn_id:
            columns = {column: [other for other in cards if other.spalte is column] for column in Spalte}
            columns[spalte].insert(position, replace(card, spalte=spalte))
            cards = [other for column in Spalte for other in columns[column]]
        lanes.append(replace(lane, karten=tuple(cards)))
    return replace(board, bahnen=tuple(lanes))


def karte(karte_id: str, spalte: Spalte, **fields: Any) -> Karte:
    return Karte(karte_id, fields.pop("titel", f"Karte {karte_id}"), spalte, "V", **fields)


def bahn(bahn_id: str, *karten: Karte, **fields: Any) -> Bahn:
    texts: dict[str, Any] = {
        "zielbild": "Zielbild",
        "team": f"Team {bahn_id}",
        "massnahme": f"Maßnahme {bahn_id}",
        "sprintziel": "",
    }
    return Bahn(bahn_id, karten=karten, **{**texts, "in_folge": 1, **fields})


def tafel(*bahnen: Bahn) -> Sprintboard:
    return Sprintboard("s", "4. Quartal 2026", 38, bahnen)


SMALL = tafel(
    bahn("A", karte("a1", OFFEN), karte("a2", OFFEN), karte("a3", OFFEN), karte("a4", FERTIG)),
    bahn("B", karte("b1", IN_ARBEIT)),
    bahn("C"),
    bahn("D", karte("d1", BLOCKIERT), karte("d2", BLOCKIERT)),
)


@asynccontextmanager
async def showing(
    board: Sprintboard = SMALL, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], TafelApp]]:
    app = TafelApp(board)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app


def place(brett: Brett) -> tuple[str | None, Spalte | None, str | None]:
    return brett.bahn_id, brett.spalte, brett.karte_id


# --- the cursor


async def test_the_cursor_begins_on_the_first_card_of_the_first_lane() -> None:
    async with showing() as (_pilot, app):
        assert place(app.brett) == ("A", OFFEN, "a1")
        assert "› Karte a1" in visible_text(app)


async def test_the_cursor_begins_in_the_first_lane_even_if_it_is_empty() -> None:
    async with showing(tafel(bahn("C"), bahn("B", karte("b1", FERTIG)))) as (_pilot, app):
        assert place(app.brett) == ("C", OFFEN, None)


async def test_down_goes_through_the_cards_then_through_empty_columns_of_the_lanes_below() -> None:
    async with showing() as (pilot, app):
        seen = []
        for _step in range(6):
            await press(pilot, "down")
            seen.append(place(app.brett))
        assert seen == [
            ("A", OFFEN, "a2"),
            ("A", OFFEN, "a3"),
            ("B", OFFEN, None),
            ("C", OFFEN, None),
            ("D", OFFEN, None),
            ("D", OFFEN, None),
        ]


async def test_up_enters_a_lane_at_its_last_card() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "pagedown", "up")
        assert place(app.brett) == ("A", OFFEN, "a3")
        await press(pilot, "up", "up", "up")
        assert place(app.brett) == ("A", OFFEN, "a1")


async def test_every_step_says_where_the_cursor_stands() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "right", "left", "left")
        assert app.marked == [("A", OFFEN, "a2"), ("A", IN_ARBEIT, None), ("A", OFFEN, "a1")]
        app.brett.show(tafel(*SMALL.bahnen[1:]))
        await pilot.pause()
        assert app.marked[-1] == ("B", OFFEN, None)


async def test_left_and_right_cross_empty_columns_and_stop_at_the_edge() -> None:
    async with showing() as (pilot, app):
        seen = []
        for key in ("left", "right", "right", "right", "right", "left"):
            await press(pilot, key)
            seen.append(place(app.brett))
        assert seen == [
            ("A", OFFEN, "a1"),
            ("A", IN_ARBEIT, None),
            ("A", BLOCKIERT, None),
            ("A", FERTIG, "a4"),
            ("A", FERTIG, "a4"),
            ("A", BLOCKIERT, None),
        ]


async def test_an_empty_column_shows_the_cursor_too() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "right")
        line = visible_text(app).splitlines()[app.place_of("Karte a1")[1]]
        assert line.index("›") >= 19


async def test_right_keeps_about_the_same_height() -> None:
    cards = [karte(f"l{number}", OFFEN) for number in range(4)] + [karte(f"r{n}", IN_ARBEIT) for n in range(4)]
    async with showing(tafel(bahn("A", *cards))) as (pilot, app):
        await press(pilot, "down", "down", "right")
        assert app.brett.karte_id == "r2"


async def test_page_keys_and_home_and_end_go_from_lane_to_lane() -> None:
    async with showing() as (pilot, app):
        seen = []
        for key in ("pagedown", "pagedown", "end", "pagedown", "pageup", "home", "pageup"):
            await press(pilot, key)
            seen.append(app.brett.bahn_id)
        assert seen == ["B", "C", "D", "D", "C", "A", "A"]


async def test_a_board_without_lanes_takes_every_key() -> None:
    async with showing(tafel()) as (pilot, app):
        await press(pilot, "down", "right", "pagedown", "end", "shift+right", "shift+down", "enter", "less_than_sign")
        await pilot.click(Brett, offset=(10, 5), times=2)
        await turn_wheel(pilot, app.brett, 2)
        assert (app.wishes, app.chosen, place(app.brett)) == ([], [], (None, None, None))
        assert broken_lines(app.brett) == []


# --- carrying by keys


@pytest.mark.parametrize("key", ["shift+right", "greater_than_sign", "full_stop"])
async def test_a_card_is_carried_to_the_end_of_the_next_column_and_the_cursor_follows(key: str) -> None:
    async with showing() as (pilot, app):
        await press(pilot, key)
        assert app.wishes == [("a1", "A", IN_ARBEIT, 0)]
        assert place(app.brett) == ("A", IN_ARBEIT, "a1")
        await press(pilot, key, key)
        assert app.wishes[-1] == ("a1", "A", FERTIG, 1)
        assert app.column("A", FERTIG) == ["a4", "a1"]
        await press(pilot, key)
        assert len(app.wishes) == 3


@pytest.mark.parametrize("key", ["shift+left", "less_than_sign", "comma"])
async def test_a_card_is_carried_back_and_not_beyond_the_first_column(key: str) -> None:
    async with showing() as (pilot, app):
        await press(pilot, key)
        assert app.wishes == []
        await press(pilot, "pagedown", "right", key)
        assert app.wishes == [("b1", "B", OFFEN, 0)]


async def test_an_empty_place_cannot_be_carried_sorted_or_opened() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "right", "shift+right", "shift+left", "shift+up", "shift+down", "enter")
        assert (app.wishes, app.chosen) == ([], [])


async def test_a_card_is_sorted_within_its_column_and_not_out_of_it() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "shift+up")
        assert app.wishes == []
        await press(pilot, "shift+down", "shift+down", "shift+down")
        assert app.wishes == [("a1", "A", OFFEN, 1), ("a1", "A", OFFEN, 2)]
        assert app.column("A", OFFEN) == ["a2", "a3", "a1"]
        await press(pilot, "shift+up")
        assert app.column("A", OFFEN) == ["a2", "a1", "a3"]
        assert app.brett.karte_id == "a1"


async def test_enter_opens_the_card() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "enter")
        assert app.chosen == ["a2"]


async def test_a_card_that_is_gone_leaves_the_cursor_on_its_neighbour() -> None:
    async with showing() as (pilot, app):
        await press(pilot, "down", "down")
        app.brett.show(tafel(replace(SMALL.bahnen[0], karten=SMALL.bahnen[0].karten[:2]), *SMALL.bahnen[1:]))
        assert place(app.brett) == ("A", OFFEN, "a2")
        app.brett.show(tafel(SMALL.bahnen[1]))
        assert place(app.brett) == ("B", OFFEN, None)
        app.brett.show(tafel())
        assert place(app.brett) == (None, None, None)
        app.brett.show(SMALL)
        assert place(app.brett) == ("A", OFFEN, "a1")


async def test_the_cursor_follows_its_card_into_another_lane() -> None:
    async with showing() as (pilot, app):
        app.brett.show(moved(SMALL, "a1", "D", BLOCKIERT, 1))
        await pilot.pause()
        assert place(app.brett) == ("D", BLOCKIERT, "a1")
        assert "› Karte a1" in visible_text(app)


# --- the mouse


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press on one cell, move to another one and stay there."""
    await pilot.mouse_down(Brett, offset=start)
    await pilot.hover(Brett, offset=end)
    await pilot.pause()


async def let_go(pilot: Pilot[None], where: tuple[int, int]) -> None:
    await pilot.mouse_up(Brett, offset=where)
    await pilot.pause()


async def test_a_click_selects_and_does_not_move() -> None:
    async with showing() as (pilot, app):
        x, y = app.place_of("Karte b1")
        await pilot.click(Brett, offset=(x + 2, y))
        assert (place(app.brett), app.wishes, app.chosen) == (("B", IN_ARBEIT, "b1"), [], [])


async def test_a_click_into_an_empty_column_selects_it() -> None:
    async with showing() as (pilot, app):
        _x, y = app.place_of("Karte b1")
        await pilot.click(Brett, offset=(70, y))
        assert place(app.brett) == ("B", FERTIG, None)


async def test_a_double_click_opens_the_card() -> None:
    async with showing() as (pilot, app):
        await pilot.click(Brett, offset=app.place_of("Karte a2"), times=2)
        assert app.chosen == ["a2"]


async def test_a_double_click_in_a_lane_that_is_half_in_sight_opens_the_card_under_the_mouse() -> None:
    lanes = [bahn(f"L{lane}", *(karte(f"{lane}.{number}", OFFEN) for number in range(6))) for lane in range(6)]
    async with showing(tafel(*lanes), size=(80, 15)) as (pilot, app):
        where = app.place_of("Karte 1.1")
        assert "Karte 1.5" not in visible_text(app)
        await pilot.click(Brett, offset=where, times=2)
        assert (app.chosen, app.place_of("Karte 1.1")) == (["1.1"], where)


async def test_clicks_on_heads_and_below_the_board_change_nothing() -> None:
    async with showing() as (pilot, app):
        for y in (0, app.place_of("Maßnahme A")[1], 23):
            await pilot.click(Brett, offset=(30, y), times=2)
        assert (place(app.brett), app.chosen, app.wishes) == (("A", OFFEN, "a1"), [], [])


async def test_dragging_shows_where_the_card_will_land_and_drops_it_there() -> None:
    async with showing() as (pilot, app):
        start, (x, y) = app.place_of("Karte a1"), app.place_of("Karte b1")
        await drag(pilot, start, (x, y + 1))
        assert "▶ hier ablegen" in visible_text(app).splitlines()[y + 1]
        await pilot.hover(Brett, offset=(70, y))
        await pilot.pause()
        assert "▶ hier ablegen" in visible_text(app).splitlines()[y]
        assert app.wishes == []
        await let_go(pilot, (70, y))
        assert app.wishes == [("a1", "B", FERTIG, 0)]
        assert "▶" not in visible_text(app)
        assert place(app.brett) == ("B", FERTIG, "a1")


async def test_a_card_dropped_on_another_one_comes_before_it() -> None:
    async with showing() as (pilot, app):
        target = app.place_of("Karte b1")
        await drag(pilot, app.place_of("Karte a2"), target)
        assert "▶ Karte b1" in visible_text(app)
        await let_go(pilot, target)
        assert app.column("B", IN_ARBEIT) == ["a2", "b1"]


async def test_dragging_down_inside_a_column_lands_before_the_card_under_the_mouse() -> None:
    async with showing() as (pilot, app):
        target = app.place_of("Karte a3")
        await drag(pilot, app.place_of("Karte a1"), target)
        await let_go(pilot, target)
        assert app.wishes == [("a1", "A", OFFEN, 1)]
        assert app.column("A", OFFEN) == ["a2", "a1", "a3"]


async def test_dragging_to_the_end_of_its_own_column_makes_it_the_last() -> None:
    async with showing() as (pilot, app):
        x, y = app.place_of("Karte a3")
        await drag(pilot, app.place_of("Karte a1"), (x, y + 1))
        await let_go(pilot, (x, y + 1))
        assert app.column("A", OFFEN) == ["a2", "a3", "a1"]


async def test_dragging_up_inside_a_column_lands_before_the_card_under_the_mouse() -> None:
    async with showing() as (pilot, app):
        target = app.place_of("Karte a1")
        await drag(pilot, app.place_of("Karte a3"), target)
        await let_go(pilot, target)
        assert app.wishes == [("a3", "A", OFFEN, 0)]
        assert app.column("A", OFFEN) == ["a3", "a1", "a2"]


async def test_a_card_dropped_where_it_stands_asks_for_nothing() -> None:
    async with showing() as (pilot, app):
        x, y = app.place_of("Karte a2")
        for end in ((x + 5, y), (x, y + 1)):
            await drag(pilot, (x, y), (70, 15))
            await pilot.hover(Brett, offset=end)
            await let_go(pilot, end)
        assert app.wishes == []


async def test_a_card_dropped_above_the_board_stays() -> None:
    async with showing() as (pilot, app):
        await drag(pilot, app.place_of("Karte a2"), (70, 15))
        await pilot.hover(Brett, offset=(70, 0))
        await let_go(pilot, (70, 0))
        assert (app.wishes, app.column("A", OFFEN)) == ([], ["a1", "a2", "a3"])


async def test_a_trembling_hand_is_no_drag() -> None:
    async with showing() as (pilot, app):
        x, y = app.place_of("Karte a1")
        await drag(pilot, (x, y), (x + 1, y + 1))
        assert "▶" not in visible_text(app)
        await let_go(pilot, (x + 1, y + 1))
        assert app.wishes == []


async def test_a_card_is_dropped_under_the_mouse_even_if_the_board_was_rolled_on_the_way() -> None:
    lanes = [bahn(f"L{lane}", karte(f"c{lane}", OFFEN)) for lane in range(20)]
    async with showing(tafel(*lanes)) as (pilot, app):
        await drag(pilot, app.place_of("Karte c0"), (70, 15))
        await turn_wheel(pilot, app.brett, 3)
        x, y = app.place_of("▶")
        assert (x >= 60, y, app.place_of("Karte c5")[1]) == (True, 15, 15)
        await pilot.mouse_up(Brett, offset=(70, 15))
        await pilot.pause()
        assert app.wishes == [("c0", "L5", FERTIG, 0)]


async def test_a_dialog_that_comes_up_takes_the_card_out_of_the_hand() -> None:
    async with showing() as (pilot, app):
        await drag(pilot, app.place_of("Karte a1"), (70, 15))
        await app.push_screen(Frage())
        await pilot.pause()
        await pilot.mouse_up(offset=(70, 15))
        await pilot.click("#gut")
        await pilot.pause()
        await pilot.hover(Brett, offset=(30, 8))
        await pilot.pause()
        assert "▶" not in visible_text(app)
        assert app.wishes == []
        assert stale_lines(app) == []


async def test_a_card_that_vanishes_while_it_is_dragged_is_not_missed() -> None:
    async with showing() as (pilot, app):
        await drag(pilot, app.place_of("Karte a1"), (70, 15))
        app.brett.show(tafel(bahn("B", karte("b1", IN_ARBEIT))))
        await pilot.pause()
        await let_go(pilot, (70, 3))
        assert app.wishes == []


async def test_a_board_that_shrinks_while_a_card_is_dragged_takes_no_lane_that_is_gone() -> None:
    async with showing() as (pilot, app):
        _x, y = app.place_of("Karte d1")
        await drag(pilot, app.place_of("Karte a1"), (70, y))
        app.brett.show(tafel(SMALL.bahnen[0]))
        await pilot.pause()
        await let_go(pilot, (70, y))
        assert app.wishes == []


# --- size and looks


async def test_long_titles_wrap_into_three_lines_on_a_narrow_board() -> None:
    title = "Öffnungszeiten der Bürgerbüros mit den Verbandsgemeinden abstimmen und veröffentlichen"
    async with showing(tafel(bahn("A", karte("a1", OFFEN, titel=title), karte("a2", OFFEN)))) as (_pilot, app):
        column = [line[:19].rstrip() for line in visible_text(app).splitlines()]
        first = column.index("› Öffnungszeiten")
        assert column[first + 1].startswith("│ der")
        assert column[first + 2].endswith("…")
        assert column[first + 3] == "▪ Karte a2"


async def test_a_card_says_who_until_when_what_blocks_it_and_how_far_its_list_is() -> None:
    card = karte(
        "a1",
        BLOCKIERT,
        wer="Pat",
        faellig=date(2026, 11, 2),
        ueberfaellig=True,
        blockiert_grund="Genehmigung fehlt",
        punkte=5,
        punkte_fertig=2,
    )
    async with showing(tafel(bahn("A", card)), size=(160, 12)) as (_pilot, app):
        assert "│ ! 02.11. · ☑ 2/5 · Pat" in visible_text(app)
        assert "│ × Genehmigung fehlt" in visible_text(app)


async def test_heads_count_the_cards_and_name_lane_team_and_goal() -> None:
    lane = replace(SMALL.bahnen[0], sprintziel="etwas zeigen", in_folge=3, gesperrt=True)
    async with showing(tafel(lane)) as (_pilot, app):
        lines = visible_text(app).splitlines()
        assert [part.strip() for part in lines[0].split(")")] == [
            "Offen (3",
            "In Arbeit (0",
            "Blockiert (0",
            "Fertig (1",
            "",
        ]
        assert "Zielbild" in lines[1]
        assert "Maßnahme A" in lines[2] and "3. Sprint in Folge · 1/4 fertig · nur lesen" in lines[2]
        assert "Team A · Ziel: etwas zeigen" in lines[3]


async def test_two_zielbilder_with_the_same_title_are_two_headings() -> None:
    lanes = [bahn(name, zielbild="Leben", zielbild_id=name) for name in ("A", "B")]
    async with showing(tafel(*lanes)) as (_pilot, app):
        assert [line.strip() for line in visible_text(app).splitlines()].count("Leben") == 2


async def test_a_new_size_keeps_the_cursor_on_its_card_and_in_sight() -> None:
    async with showing(size=(120, 40)) as (pilot, app):
        await press(pilot, "end", "right", "right", "down")
        assert app.brett.karte_id == "d2"
        for size in ((80, 8), (41, 5), (200, 50)):
            await resize(pilot, *size)
            assert app.brett.karte_id == "d2"
            assert "› " in visible_text(app)
            assert broken_lines(app.brett) == []


@pytest.mark.parametrize("size", [(1, 1), (4, 2), (8, 3), (20, 5)])
async def test_a_tiny_window_is_no_reason_to_stop(size: tuple[int, int]) -> None:
    async with showing(size=size) as (pilot, app):
        await press(pilot, "down", "right", "end", "shift+right", "pageup")
        await resize(pilot, 80, 24)
        assert "Karte a1" in visible_text(app)


async def test_the_wheel_scrolls_without_moving_the_cursor() -> None:
    async with showing(size=(80, 8)) as (pilot, app):
        await turn_wheel(pilot, app.brett, 50)
        assert "Karte d1" in visible_text(app)
        assert app.brett.karte_id == "a1"
        await turn_wheel(pilot, app.brett, -50)
        assert "› Karte a1" in visible_text(app)


async def test_a_thousand_cards_in_thirty_lanes_are_shown_walked_and_moved() -> None:
    lanes = [
        bahn(f"L{lane}", *(karte(f"{lane}.{number}", list(Spalte)[number % 4]) for number in range(34)))
        for lane in range(30)
    ]
    async with showing(tafel(*lanes), size=(120, 40)) as (pilot, app):
        await press(pilot, "end", "shift+right", "shift+down", "pageup", "right", "shift+left", "home")
        assert len(app.wishes) == 2  # the card carried last already stood at the end of its column
        assert sum(len(lane.karten) for lane in app.board.bahnen) == 30 * 34 == 1_020
        assert app.brett.bahn_id == "L0"
        assert broken_lines(app.brett) == []


@pytest.mark.parametrize("key", ["down", "up"])
async def test_a_cursor_that_leaves_the_window_shows_its_lane_and_some_that_follow(key: str) -> None:
    board = tafel(*(bahn(f"b{number}", karte(f"k{number}", OFFEN)) for number in range(40)))
    async with showing(board) as (pilot, app):
        brett = app.brett
        await press(pilot, "end" if key == "up" else "home")
        tops = []
        for _step in range(39):
            await press(pilot, key)
            tops.append(brett._top)
            assert brett._in_sight(brett._platz)
        assert len(set(tops)) < 39 / 3
        assert tops == sorted(tops, reverse=key == "up")
        await press(pilot, *["shift+right"] * 3)
        assert brett._top == tops[-1]


async def test_only_the_lane_of_a_moved_card_is_laid_out_again() -> None:
    async with showing() as (pilot, app):
        before = app.brett._plan.bahnen
        await press(pilot, "shift+right")
        after = app.brett._plan.bahnen
        assert [old is new for old, new in zip(before, after, strict=True)] == [False, True, True, True]


LARGE = tafel(
    *(
        bahn(f"L{lane}", *(karte(f"{lane}.{n}", spalte, wer="Amt") for n, spalte in enumerate([*Spalte] * 4)))
        for lane in range(9)
    )
)


async def test_a_step_redraws_the_lines_of_two_cards_only() -> None:
    async with showing(LARGE, size=(120, 40)) as (_pilot, app):
        y = app.place_of("Karte 0.0")[1]
        app.brett.action_wandern(1, 0)
        assert drawn_again(app.brett) == {y, y + 1, y + 2, y + 3}


async def test_sorting_redraws_two_cards_and_an_equal_board_nothing() -> None:
    async with showing(LARGE, size=(120, 40)) as (pilot, app):
        y = app.place_of("Karte 0.0")[1]
        sorted_board = moved(LARGE, "0.0", "L0", OFFEN, 1)
        app.brett.show(sorted_board)
        assert drawn_again(app.brett) == {y, y + 1, y + 2, y + 3}
        await pilot.pause()
        app.brett.show(replace(sorted_board, bahnen=tuple(replace(lane) for lane in sorted_board.bahnen)))
        assert drawn_again(app.brett) == set()


async def test_a_card_that_leaves_its_column_redraws_only_its_own_lane() -> None:
    async with showing(moved(LARGE, "0.1", "L0", FERTIG, 4), size=(120, 40)) as (_pilot, app):
        own, next_lane = app.place_of("Maßnahme L0")[1], app.place_of("Maßnahme L1")[1]
        app.brett.show(moved(app.board, "0.0", "L0", IN_ARBEIT, 3))
        assert drawn_again(app.brett) - {0} <= set(range(own, next_lane))
        assert 0 in drawn_again(app.brett)  # the numbers in the heads of the columns


async def test_a_dragged_card_redraws_where_it_would_have_landed_and_where_it_would_land() -> None:
    async with showing(LARGE, size=(120, 40)) as (pilot, app):
        x, y = app.place_of("Karte 0.1")
        await drag(pilot, app.place_of("Karte 0.0"), (x, y))
        drawn = note_drawing(app.brett)
        await pilot.hover(Brett, offset=(x, y + 2))
        await pilot.pause()
        assert drawn == {y, y + 2}
        await pilot.hover(Brett, offset=(x + 1, y + 2))
        await pilot.pause()
        assert drawn == {y, y + 2}


async def test_whatever_happens_no_line_stays_as_it_was() -> None:
    async with showing(LARGE, size=(80, 24)) as (pilot, app):
        for key in ("down", "shift+right", "shift+down", "end", "shift+left", "pageup", "right", "home", "shift+right"):
            await press(pilot, key)
            assert stale_lines(app) == [], key
        await turn_wheel(pilot, app.brett, 3)
        assert stale_lines(app) == []
        for board in (SMALL, tafel(), LARGE, tafel(*reversed(LARGE.bahnen))):
            app.brett.show(board)
            await pilot.pause()
            assert stale_lines(app) == []
        await drag(pilot, (5, 8), (70, 15))
        assert stale_lines(app) == []
        await let_go(pilot, (70, 15))
        assert stale_lines(app) == []
        for size in ((80, 10), (121, 40), (18, 20), (80, 24)):
            await resize(pilot, *size)
            assert stale_lines(app) == []
        app.set_focus(None)
        await pilot.pause()
        assert stale_lines(app) == []
        app.theme = "textual-light"
        await pilot.pause()
        assert stale_lines(app) == []


@pytest.mark.parametrize("width", [1, 2, 5, 9, 23, 80, 121])
async def test_no_hostile_text_breaks_the_width_of_a_line(width: int) -> None:
    lanes = []
    for number, text in enumerate(TITLES.values()):
        card = karte("x", list(Spalte)[number % 4], titel=text, wer=text, blockiert_grund=text, punkte=3)
        cards = [replace(card, id=f"{number}.{place}", spalte=spalte) for place, spalte in enumerate(Spalte)]
        lanes.append(bahn(f"L{number}", *cards, zielbild=text, team=text, massnahme=text, sprintziel=text))
    async with showing(tafel(*lanes), size=(width, 200)) as (pilot, app):
        assert broken_lines(app.brett) == []
        await drag(pilot, (width // 2, 8), (width // 2, 150))
        assert broken_lines(app.brett) == []


async def test_a_second_click_takes_the_card_and_the_next_puts_it_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TafelApp, "CLICK_CHAIN_TIME_THRESHOLD", 0.0)  # so that no two clicks are a double one
    async with showing() as (pilot, app):
        x, y = app.place_of("Karte a2")
        await pilot.click(Brett, offset=(x + 2, y))
        assert not app.brett.taken
        await pilot.click(Brett, offset=(x + 2, y))
        assert app.brett.taken
        await pilot.click(Brett, offset=(70, y))
        assert not app.brett.taken
        assert [(wish[0], wish[2]) for wish in app.wishes] == [("a2", FERTIG)]


async def test_a_taken_card_is_let_go_without_moving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TafelApp, "CLICK_CHAIN_TIME_THRESHOLD", 0.0)
    async with showing() as (pilot, app):
        x, y = app.place_of("Karte a2")
        await pilot.click(Brett, offset=(x + 2, y))
        await pilot.click(Brett, offset=(x + 2, y))
        assert app.brett.let_go()
        await pilot.click(Brett, offset=(70, y))
        assert app.wishes == []


# --- true numbers, whole cards


LONG = bahn(
    "L",
    *(karte(f"l{n}", IN_ARBEIT) for n in range(3)),
    karte("l3", FERTIG),
    massnahme="Öffnungszeiten der Bürgerbüros mit allen Verbandsgemeinden abstimmen und veröffentlichen",
    in_folge=3,
    grenze=2,
    tage=12,
    bitten_offen=1,
)


async def test_a_filter_leaves_the_numbers_and_the_warning_true() -> None:
    shown = selected(tafel(LONG), Brettauswahl(text="Karte l3"))
    async with showing(shown, (160, 24)) as (_pilot, app):
        text = visible_text(app)
        assert "1/4 fertig · ▲ 3 von 2 in Arbeit · 1 von 4 gezeigt" in text
        assert "In Arbeit (0 von 3)" in text and "Fertig (1)" in text


@pytest.mark.parametrize("width", [80, 100, 120])
async def test_a_long_lane_head_keeps_every_number(width: int) -> None:
    async with showing(tafel(replace(LONG, gesperrt=True)), (width, 24)) as (_pilot, app):
        lines = visible_text(app).splitlines()
        head = next(line for line in lines if "Öffnungszeiten" in line)
        assert "1/4 fertig · nur lesen · ▲ 3 von 2 in Arbeit" in head
        assert any("3. Sprint in Folge · 1 Bitte offen · noch 12 Tage" in line for line in lines)


async def test_a_short_head_needs_no_second_line_for_the_days_left() -> None:
    async with showing(tafel(bahn("A", karte("a1", OFFEN), tage=12)), (80, 24)) as (_pilot, app):
        text = visible_text(app)
        assert "noch 12 Tage · 0/1 fertig" in text
        assert [line.strip() for line in text.splitlines()[3:5]] == ["Team A", "› Karte a1"]


@pytest.mark.parametrize(
    ("width", "massnahme", "fields"),
    [
        (80, "Mitfahrbänke an zehn Standorten in Mendig", {"bitten_offen": 1}),
        (80, "Mitfahrbänke an zehn Standorten in der Verbandsgemeinde Mendig", {}),
        (80, "Öffnungszeiten der Bürgerbüros mit allen Verbandsgemeinden abstimmen und veröffentlichen", {}),
        (
            120,
            "Öffnungszeiten der Bürgerbüros mit allen Verbandsgemeinden abstimmen und veröffentlichen",
            {"bitten_offen": 1},
        ),
        (80, "Mitfahrbänke an zehn Standorten", {"bitten_offen": 1, "in_folge": 3, "ruht": True, "grenze": 0}),
    ],
)
async def test_the_days_left_are_never_left_out_and_take_no_word_of_the_goal(
    width: int, massnahme: str, fields: dict[str, Any]
) -> None:
    goal = " ".join(f"Wort{number}" for number in range(18))
    lane = bahn("A", karte("a1", IN_ARBEIT), tage=33, massnahme=massnahme, sprintziel=goal, **fields)
    async with showing(tafel(lane), (width, 24)) as (_pilot, app):
        text = visible_text(app)
        assert text.count("noch 33 Tage") == 1
        assert "0/1 fertig" in text and (not fields or "1 Bitte offen" in text)
        assert all(word in text for word in goal.split())
        assert any(len(line.strip()) > 20 and massnahme[:16] in line for line in text.splitlines())


STUCK = karte(
    "s",
    BLOCKIERT,
    wer="Sprecherin des Teams",
    faellig=date(2026, 11, 2),
    ueberfaellig=True,
    blockiert_grund="Die Genehmigung der Straßenmeisterei Mayen für zehn Standorte steht seit dem Ortstermin noch aus",
    blockiert_loest="Straßenmeisterei",
    tage=3,
    sprints=2,
)


async def test_a_blocked_overdue_card_never_loses_date_and_owner_and_says_who_can_free_it() -> None:
    async with showing(tafel(bahn("A", STUCK)), (80, 24)) as (_pilot, app):
        column = " ".join(line[40:58].strip("│ ") for line in visible_text(app).splitlines())
        assert "! 02.11. · Sprecherin des Teams" in " ".join(column.split())
        assert "seit 3 Tagen blockiert, löst: Straßenmeisterei" in " ".join(column.split())
        app.brett.show(tafel(bahn("A", STUCK)), voll=True)
        column = " ".join(line[40:58].strip("│› ") for line in visible_text(app).splitlines())
        assert "seit 3 Tagen blockiert" in " ".join(column.split())
        assert "…" not in column


async def test_a_zielbild_without_an_auftrag_is_a_lane_that_says_so() -> None:
    empty = Bahn("leer-z", "MYK vernetzt", "", "noch kein Auftrag", "", 1, (), gesperrt=True, leer=True)
    async with showing(tafel(empty)) as (_pilot, app):
        assert "noch kein Auftrag" in visible_text(app)
        assert "fertig" not in visible_text(app) and "nur lesen" not in visible_text(app)


# --- the card in the hand


async def test_a_taken_card_has_its_own_mark_and_loses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with showing() as (pilot, app):
        await pilot.click(offset=app.place_of("Karte a1"))
        assert "↕ Karte a1" in visible_text(app)
        assert app.brett.let_go()
        await pilot.pause()
        assert "↕" not in visible_text(app)


async def test_a_taken_card_that_vanishes_is_let_go_and_said() -> None:
    said: list[str] = []

    class Zuhoerer(TafelApp):
        @on(Brett.Verschwunden)
        def note(self) -> None:
            said.append("weg")

    app = Zuhoerer(SMALL)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=app.place_of("Karte a1"))
        await pilot.hover(offset=app.place_of("Karte d1"))
        assert app.brett.taken
        app.brett.show(tafel(replace(SMALL.bahnen[0], karten=SMALL.bahnen[0].karten[1:]), *SMALL.bahnen[1:]))
        await pilot.pause()
        assert not app.brett.taken and said == ["weg"]
        assert "▶" not in visible_text(app)


async def test_the_board_rolls_on_while_a_card_is_held_at_its_edge() -> None:
    many = tafel(*(bahn(f"B{n}", karte(f"b{n}", OFFEN)) for n in range(20)))
    async with showing(many, (80, 12)) as (pilot, app):
        await pilot.mouse_down(offset=app.place_of("Karte b0"))
        await pilot.hover(offset=(30, 11))
        await wait_for(pilot, lambda: "Maßnahme B4" in visible_text(app), "the board to roll")
        await pilot.hover(offset=(30, 5))
        assert app.brett._rollen is None
        await pilot.mouse_up(offset=(30, 5))
        assert app.wishes[-1][0] == "b0"


async def test_a_key_brings_the_cursor_back_that_the_wheel_turned_away() -> None:
    many = tafel(*(bahn(f"B{n}", karte(f"b{n}", OFFEN)) for n in range(20)))
    async with showing(many, (80, 12)) as (pilot, app):
        await turn_wheel(pilot, app.brett, 8)
        assert "› Karte b0" not in visible_text(app)
        await press(pilot, "x")
        assert "› Karte b0" in visible_text(app)


async def test_a_click_with_ctrl_marks() -> None:
    wanted: list[str] = []

    class Zuhoerer(TafelApp):
        @on(Brett.MarkierenGewuenscht)
        def note(self, message: Brett.MarkierenGewuenscht) -> None:
            wanted.append(message.karte_id)

    app = Zuhoerer(SMALL)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=app.place_of("Karte a2"), control=True)
        await pilot.click(offset=app.place_of("Karte b1"), shift=True)
        assert wanted == ["a2", "b1"]
        assert not app.brett.taken
