from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from textual.events import Paste
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.app import MykApp
from myk_tui.screens.base import MykScreen
from myk_tui.screens.befehle import is_ours
from myk_tui.screens.dialogs import FormDialog, TextDialog
from myk_tui.screens.entscheidung import EntscheidungScreen
from myk_tui.screens.ideenspeicher import IdeenspeicherScreen
from myk_tui.screens.ideenspeicher_zeilen import IdeenListe
from myk_tui.screens.sprintboard import SprintboardScreen
from myk_tui.screens.zielbaum import ZielbaumScreen
from myk_tui.services import Services
from myk_tui.services.dubletten import DublettenService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.storage.database import Database
from myk_tui.widgets.rahmen import Tastenzeile
from pilot_tools import go, paste, press, running, visible_text, wait_for, wait_for_text
from stored import stored

SCREENS = [
    ("1", "uebersicht"),
    ("2", "zielbaum"),
    ("3", "ideenspeicher"),
    ("4", "sprintboard"),
    ("5", "entscheidung"),
    ("6", "treffen"),
]

POSITIONS: dict[str, list[tuple[str, ...]]] = {
    "uebersicht": [("home",), ("end",)],
    "zielbaum": [("home",), ("home", "full_stop"), ("asterisk", "down", "down", "right"), ("asterisk", "end", "up")],
    "ideenspeicher": [("home",), ("end",)],
    "sprintboard": [
        ("home",),
        ("home", "down"),
        ("home", "down", "right", "shift+right", "enter"),
        ("end",),
        ("home", "m"),
    ],
    "entscheidung": [(), ("enter",), ("enter", "home"), ("enter", "end", "pageup"), ("tab",), ("shift+tab",)],
    "treffen": [("home",), ("end",), ("home", "full_stop"), ("enter", "j", "home", "down"), ("enter", "j", "right")],
}
"""Where the keys of a screen are tried: at its beginning, in the middle, at its end. In one of them each key has an effect."""

LEAVING = {"q", "ctrl+q"}


@asynccontextmanager
async def showing(path: Path, clock: FrozenClock, key: str, ziel: str) -> AsyncIterator[Pilot[None]]:
    async with running(path, clock, size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Als Nächstes")
        services(pilot).ideenspeicher.add_idee("damit es etwas zurückzunehmen gibt")
        if key != "1":
            await go(pilot, key, ziel)
        else:
            screen(pilot).refresh_data()
            await pilot.pause()
        yield pilot


def services(pilot: Pilot[None]) -> Services:
    app = pilot.app
    assert isinstance(app, MykApp) and app._services is not None
    return app._services


def screen(pilot: Pilot[None]) -> MykScreen:
    found = pilot.app.screen
    assert isinstance(found, MykScreen)
    return found


def our_keys(pilot: Pilot[None]) -> set[str]:
    """Return every key that does something here and now: those of the help and of the footer."""
    return {
        key for key, active in pilot.app.screen.active_bindings.items() if is_ours(active.binding) and active.enabled
    }


def look(pilot: Pilot[None]) -> tuple[str, object, object]:
    return visible_text(pilot.app), pilot.app.screen, pilot.app.focused


async def back_to(pilot: Pilot[None], key: str, ziel: str) -> None:
    """Close what was opened, take back what was written, return to the screen and to its beginning."""
    while not isinstance(pilot.app.screen, MykScreen):
        await press(pilot, "escape")
    last = services(pilot).verlauf.last_saved()
    if last is not None and last.art == "zurueck":
        services(pilot).verlauf.redo()
    elif last is not None and last.titel != "Idee „damit es etwas zurückzunehmen gibt“ aufgenommen":
        services(pilot).verlauf.undo()
    services(pilot).opened.database.last_saved = None
    if ziel != screen(pilot).ZIEL:
        await go(pilot, key, ziel)
    here = screen(pilot)
    if isinstance(here, EntscheidungScreen) and here._abschluss is not None:
        here._go(here._pages[0])
    if isinstance(here, (IdeenspeicherScreen, ZielbaumScreen, SprintboardScreen)):
        here.action_alles()
    here.status.sag("")
    here.refresh_data()
    await pilot.pause()


async def keys_without_effect(pilot: Pilot[None], key: str, ziel: str) -> set[str]:
    """Press every key in every position until it has had an effect; return those that never had one."""
    idle: set[str] = set()
    worked: set[str] = set()
    for position in POSITIONS[ziel]:
        await back_to(pilot, key, ziel)
        await press(pilot, *position)
        for tried in sorted(our_keys(pilot) - worked - LEAVING):
            if tried not in our_keys(pilot):
                continue  # another key of the same binding has gone there before: it is not offered any more
            before = look(pilot)
            await press(pilot, tried)
            if look(pilot) != before:
                worked.add(tried)
                await back_to(pilot, key, ziel)
                await press(pilot, *position)
            else:
                idle.add(tried)
    return idle - worked - {key}


@pytest.mark.parametrize(("key", "ziel"), SCREENS)
async def test_every_key_that_is_offered_does_something(
    programme: Callable[[str], Path], clock: FrozenClock, key: str, ziel: str
) -> None:
    async with showing(programme("demo"), clock, key, ziel) as pilot:
        assert await keys_without_effect(pilot, key, ziel) == set()


@pytest.mark.parametrize(("key", "ziel"), SCREENS)
async def test_in_an_empty_programme_every_key_of_the_footer_does_something_and_none_ends_the_app(
    programme: Callable[[str], Path], clock: FrozenClock, key: str, ziel: str
) -> None:
    async with running(programme("leer"), clock, size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Als Nächstes")
        services(pilot).ideenspeicher.add_idee("damit es etwas zurückzunehmen gibt")
        if key != "1":
            await go(pilot, key, ziel)
        for tried in sorted(our_keys(pilot) - LEAVING):
            await back_to(pilot, key, ziel)
            shown = {taste.action for taste in screen(pilot).query_one(Tastenzeile)._tasten if taste.moeglich}
            active = pilot.app.screen.active_bindings.get(tried)
            before = look(pilot)
            await press(pilot, tried)
            if active is not None and active.binding.action in shown:
                assert look(pilot) != before, f"{tried} does nothing"


@pytest.mark.parametrize(("ziel", "key"), [("1", "q"), ("2", "ctrl+q"), ("5", "ctrl+c")])
async def test_the_app_is_left_with_one_key(
    programme: Callable[[str], Path], clock: FrozenClock, ziel: str, key: str
) -> None:
    app = MykApp(programme("demo"), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Als Nächstes")
        await wait_for(pilot, lambda: app._services is not None, "the file")
        await pilot.press(ziel)
        await pilot.press(key)
        await wait_for(pilot, lambda: app._exit, "the end")
    assert (app.return_code, app.crash, app._services) == (0, None, None)


@pytest.mark.parametrize("name", ["demo", "leer"])
@pytest.mark.parametrize("columns", [80, 120])
async def test_the_footer_always_shows_undo_help_and_leaving(
    programme: Callable[[str], Path], clock: FrozenClock, name: str, columns: int
) -> None:
    async with running(programme(name), clock, size=(columns, 24)) as pilot:
        await wait_for_text(pilot, "Als Nächstes")
        for key, ziel in SCREENS:
            if key != "1":
                await go(pilot, key, ziel)
            footer = visible_text(pilot.app).splitlines()[-1]
            for wanted in ("u zurück", "? Hilfe", "q Beenden"):
                assert wanted in footer
            navigation = visible_text(pilot.app).splitlines()[0]
            for wanted in ("1 Übersicht", "2 Zielbaum", "3 Ideenspeicher", "4 Sprintboard", "5 Entscheidung"):
                assert wanted in navigation
            assert f"▸{key} " in navigation


@pytest.mark.parametrize("columns", [80, 120])
async def test_a_click_on_the_navigation_goes_there(
    programme: Callable[[str], Path], clock: FrozenClock, columns: int
) -> None:
    names = ["Übersicht", "Zielbaum", "Ideenspeicher", "Sprintboard", "Entscheidung"]
    async with running(programme("demo"), clock, size=(columns, 24)) as pilot:
        await wait_for_text(pilot, "Als Nächstes")
        for place in (4, 0, 3, 1, 2):
            line = visible_text(pilot.app).splitlines()[0]
            await pilot.click(offset=(line.index(names[place]) + len(names[place]) - 1, 0))
            await wait_for(pilot, lambda wanted=SCREENS[place][1]: wanted == screen(pilot).ZIEL, names[place])
            await wait_for_text(pilot, f"▸{place + 1} {names[place]}")


async def test_a_click_on_a_key_of_the_footer_does_what_the_key_does(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        line = visible_text(pilot.app).splitlines()[-1]
        await pilot.click(offset=(line.index("w warum?") + 3, 23))
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, TextDialog), "the explanation")
        await press(pilot, "escape")
        await pilot.click(offset=(line.index("n neu"), 23))
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")


async def test_a_click_on_a_grey_key_changes_nothing_and_says_why(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    path = programme("leer")
    async with running(path, clock) as pilot:
        before = path.read_bytes()
        line = visible_text(pilot.app).splitlines()[-1]
        await pilot.click(offset=(line.index("u zurück"), 39))
        await wait_for_text(pilot, "✗ Es gibt nichts mehr rückgängig zu machen.")
        assert path.read_bytes() == before


@pytest.mark.parametrize(("key", "ziel"), SCREENS)
async def test_the_help_names_every_key_that_works_here(
    programme: Callable[[str], Path], clock: FrozenClock, key: str, ziel: str
) -> None:
    async with running(programme("demo"), clock, size=(120, 60)) as pilot:
        if key != "1":
            await go(pilot, key, ziel)
        offered = {
            active.binding.action: active.binding.tooltip or active.binding.description
            for active in pilot.app.screen.active_bindings.values()
            if is_ours(active.binding) and active.enabled
        }
        own = screen(pilot)
        await press(pilot, "question_mark")
        dialog = pilot.app.screen
        assert isinstance(dialog, TextDialog)
        text = "\n".join(dialog._zeilen)
        assert own.HILFE in text
        for sentence in offered.values():
            assert sentence in text
        assert "Hilfe" in visible_text(pilot.app)
        await press(pilot, "question_mark")
        assert pilot.app.screen is own


async def palette(pilot: Pilot[None], letters: str = "") -> CommandList:
    """Open the palette, type and wait for what it offers."""
    await press(pilot, "ctrl+p")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, CommandPalette), "the palette")
    found = pilot.app.screen.query_one(CommandList)
    await wait_for(pilot, lambda: found.option_count > 5, "the commands")
    if letters:
        await paste(pilot, letters)
        await wait_for(pilot, lambda: 0 < found.option_count <= 5, f"what fits {letters}")
    return found


@pytest.mark.parametrize(("key", "ziel"), SCREENS)
async def test_the_palette_opens_everywhere_filters_and_runs_what_is_chosen(
    programme: Callable[[str], Path], clock: FrozenClock, key: str, ziel: str
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        if key != "1":
            await go(pilot, key, ziel)
        await palette(pilot, "ubersicht" if key != "1" else "ideenspeicher")
        await press(pilot, "enter")
        await wait_for(
            pilot,
            lambda: isinstance(pilot.app.screen, MykScreen) and ziel != pilot.app.screen.ZIEL,
            "the other screen",
        )


async def test_the_palette_runs_an_action_of_the_widget_that_has_the_focus(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock) as pilot:
        await go(pilot, "2", "zielbaum")
        assert "Herz.Gesund" not in visible_text(pilot.app)
        await palette(pilot, "alles auf")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Herz.Gesund")


async def test_the_palette_opens_a_form_over_the_screen(programme: Callable[[str], Path], clock: FrozenClock) -> None:
    async with running(programme("demo"), clock) as pilot:
        await palette(pilot, "idee aufnehmen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Neue Idee")


async def test_enter_runs_nothing_that_was_found_for_other_letters(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock) as pilot:
        await palette(pilot, "ubersicht")
        pilot.app.post_message(Paste("[/] [b]gibt es nicht[/b]"))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CommandPalette)
        await wait_for_text(pilot, "Nichts gefunden.")
        await press(pilot, "enter", "down", "enter")
        assert isinstance(pilot.app.screen, CommandPalette)
        await press(pilot, "escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MykScreen), "the overview")


@pytest.mark.parametrize(("key", "ziel"), SCREENS)
async def test_undo_and_redo_work_from_every_screen(
    programme: Callable[[str], Path], clock: FrozenClock, key: str, ziel: str
) -> None:
    path = programme("demo")

    def ideas() -> int:
        with stored(path, clock) as opened:
            return len(opened.ideenspeicher.load_ideen())

    async with showing(path, clock, key, ziel) as pilot:
        count = ideas()
        await press(pilot, "u")
        await wait_for_text(pilot, "✓ Gesichert: Rückgängig: Idee „damit es etwas")
        assert ideas() == count - 1
        await press(pilot, "U")
        await wait_for_text(pilot, "✓ Gesichert: Wiederholt: Idee „damit es etwas")
        assert ideas() == count
        await press(pilot, "U")
        await wait_for_text(pilot, "✗ Es gibt nichts zu wiederholen.")


async def test_what_was_saved_is_said_as_it_is_now_on_every_screen_one_comes_back_to(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await paste(pilot, "Bald wieder weg")
        await press(pilot, "enter")
        await wait_for_text(pilot, "✓ Gesichert: Idee „Bald wieder weg“ aufgenommen")
        await go(pilot, "4", "sprintboard")
        await press(pilot, "u")
        await wait_for_text(pilot, "✓ Gesichert: Rückgängig: Idee „Bald wieder weg“ aufgenommen")
        await go(pilot, "3", "ideenspeicher")
        await wait_for_text(pilot, "✓ Gesichert: Rückgängig: Idee „Bald wieder weg“ aufgenommen")


async def test_undo_in_a_fresh_programme_says_that_there_is_nothing(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("leer"), clock) as pilot:
        await press(pilot, "u")
        await wait_for_text(pilot, "✗ Es gibt nichts mehr rückgängig zu machen.")


async def test_every_step_of_the_practice_history_can_be_taken_back_on_the_screen(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock) as pilot:
        for key, ziel in SCREENS[1:]:
            await go(pilot, key, ziel)
        for place in range(1_000):
            if not screen(pilot).attempt(services(pilot).verlauf.undo):
                break
            if place % 20 == 0:
                await press(pilot, SCREENS[place // 20 % 5][0])
        await wait_for_text(pilot, "✗ Es gibt nichts mehr rückgängig zu machen.")


async def test_keys_that_do_nothing_on_board_and_idea_say_why(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "s")
        await wait_for_text(pilot, "Der Sprint läuft schon.")
        await press(pilot, "M")
        await wait_for_text(pilot, "Noch ist nichts markiert. m markiert die Karte")
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "A")
        await wait_for_text(pilot, "nicht mehrere Vorschläge")
        await press(pilot, "a")
        await wait_for_text(pilot, "keinen Vorschlag, wozu sie passt")


async def test_what_is_no_longer_worked_on_says_where_it_goes_on(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    opened = Database(database_path, clock)
    one, other = (idee.id for idee in IdeenspeicherService(opened).load_ideen()[:2])
    DublettenService(opened).merge_ideen(one, other)
    opened.close()
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        liste = pilot.app.screen.query_one(IdeenListe)
        liste.move_to(other)
        await wait_for_text(pilot, "= Dublette")
        await press(pilot, "s")
        await wait_for_text(pilot, "Diese Idee ist eine Dublette. z löst sie wieder.")
