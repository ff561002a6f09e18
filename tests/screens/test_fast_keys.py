"""Keys that come faster than the screens: held down, typed ahead, at random. Nothing here waits between two keys."""

import importlib
import pkgutil
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import ModalScreen

import myk_tui.screens
from builders import Region
from frozen_clock import FrozenClock
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog, Feld, FormDialog, PickDialog, TextDialog
from myk_tui.screens.ideenspeicher_zeilen import IdeenListe
from myk_tui.screens.modal import Modal
from myk_tui.storage.checks import check_file
from pilot_tools import go, paste, press, running, visible_text, wait_for, wait_for_text
from stored import stored

CHARACTERS = {"+": "plus", "-": "minus", "/": "slash", "?": "question_mark", "<": "less_than_sign"}
CHARACTERS |= {">": "greater_than_sign", "#": "number_sign", ".": "full_stop", ",": "comma"}
LETTERS = [*"123456abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ", *CHARACTERS]
STEERING = [*["enter"] * 6, *["escape"] * 8, *["up", "down", "left", "right"] * 3, "tab", "shift+tab", "pagedown"]
STEERING += ["pageup", "home", "end", "delete", "backspace", "f1", "ctrl+a", "ctrl+s", "shift+left", "shift+right"]
STEERING += ["shift+up", "shift+down", "space", "ctrl+u", "ctrl+k", "ctrl+p", "ctrl+p"]


def post(pilot: Pilot[Any], *keys: str) -> None:
    """Put keys into the queue, as a keyboard does that does not wait."""
    for key in keys:
        character = key if len(key) == 1 else None
        event = Key(CHARACTERS.get(key, key), " " if key == "space" else character)
        event.set_sender(pilot.app)
        pilot.app.post_message(event)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until a main screen is in front and shows its keys."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, MykScreen), "the screen")
    await wait_for_text(pilot, "q Beenden")


def all_modals() -> list[type[Any]]:
    for module in pkgutil.iter_modules(myk_tui.screens.__path__):
        importlib.import_module(f"myk_tui.screens.{module.name}")

    def below(kind: type[Any]) -> list[type[Any]]:
        return [found for child in kind.__subclasses__() for found in (child, *below(child))]

    return [kind for kind in below(ModalScreen) if kind.__module__.startswith("myk_tui.")]


def test_every_dialog_is_one_that_closes_only_once() -> None:
    assert [kind.__name__ for kind in all_modals() if not issubclass(kind, Modal)] == []


@pytest.mark.parametrize("key", ["enter", "ctrl+s"])
async def test_a_key_that_is_held_saves_a_form_once_and_leaves_the_screen_below_alone(
    region: Region, database_path: Path, clock: FrozenClock, key: str
) -> None:
    async with running(database_path, clock) as pilot:
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await paste(pilot, "Bank am Markt")
        post(pilot, *[key] * 5)
        await settled(pilot)
        assert "Bank am Markt" in visible_text(pilot.app)
    with stored(database_path, clock) as services:
        assert [idee.titel for idee in services.ideenspeicher.load_ideen()].count("Bank am Markt") == 1


@pytest.mark.parametrize(
    ("dialog", "key", "results"),
    [
        (lambda saved: FormDialog("Frage", (Feld("a", "A"),), saved.append), "enter", [{"a": ""}, True]),
        (lambda saved: FormDialog("Frage", (Feld("a", "A"),), saved.append), "escape", [False]),
        (lambda saved: PickDialog("Frage", [("1", "Eins"), ("2", "Zwei")]), "enter", ["1"]),
        (lambda saved: PickDialog("Frage", [("1", "Eins"), ("2", "Zwei")]), "escape", [None]),
        (lambda saved: TextDialog("Lesen", ["Zeile"]), "q", [None]),
        (lambda saved: TextDialog("Lesen", ["Zeile"]), "enter", [None]),
        (lambda saved: ConfirmDialog("Frage", ["Zeile"], ja="Ja"), "j", [True]),
        (lambda saved: ConfirmDialog("Frage", ["Zeile"], ja="Ja"), "enter", [True]),
        (lambda saved: ConfirmDialog("Frage", ["Zeile"], ja="Ja"), "n", [False]),
    ],
)
async def test_a_dialog_answers_once_however_often_its_key_comes(
    region: Region,
    database_path: Path,
    clock: FrozenClock,
    dialog: Callable[[list[Any]], Modal[Any]],
    key: str,
    results: list[Any],
) -> None:
    got: list[Any] = []
    async with running(database_path, clock) as pilot:
        pilot.app.push_screen(dialog(got), got.append)
        post(pilot, *[key] * 4)  # the first one before it is even there
        await settled(pilot)
        await pilot.pause()
        assert got == results


async def test_what_is_typed_before_a_form_stands_is_not_lost(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await pilot.press("i")
        post(pilot, *"Bank")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await wait_for_text(pilot, "Bank")


WAYS = [
    *["1 i", "1 slash", "1 question_mark", "1 b", "2 n", "2 e", "2 w", "2 b"],
    *["3 e", "3 l", "3 z", "3 b", "4 n", "4 e", "4 x", "4 a", "4 t", "4 T", "4 h", "4 o", "4 c", "4 f", "4 b"],
    *["5 b", "6 a", "6 N", "6 n", "6 p", "6 e", "6 b", "6 v"],
]


@pytest.mark.parametrize("key", ["enter", "escape", "ctrl+s"])
async def test_a_held_key_closes_what_a_key_opens_and_the_app_lives(
    programme: Callable[[str], Path], clock: FrozenClock, key: str
) -> None:
    path = programme("demo")
    seen: list[Any] = []
    async with running(path, clock, size=(80, 24)) as pilot:
        pilot.app.screen_change_signal.subscribe(pilot.app, seen.append)
        for way in WAYS:
            seen.clear()
            post(pilot, *way.split(), *[key] * 4)
            await wait_for(pilot, lambda: any(isinstance(screen, Modal) for screen in seen), f"what {way} opens")
            post(pilot, *["escape"] * 4)
            await pilot.pause()
            await settled(pilot)
        await press(pilot, "1")
        await wait_for_text(pilot, "▸1 ")
    assert check_file(path) == []


@pytest.mark.parametrize("key", ["pagedown", "pageup", "end", "enter", "escape", "down"])
async def test_the_palette_lives_when_a_key_follows_at_once(
    region: Region, database_path: Path, clock: FrozenClock, key: str
) -> None:
    async with running(database_path, clock) as pilot:
        post(pilot, "ctrl+p", key, key)
        await pilot.pause()
        post(pilot, "escape", "escape", "escape")
        await settled(pilot)


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_app_survives_keys_at_random_and_the_file_stays_sound(
    programme: Callable[[str], Path], clock: FrozenClock, seed: int
) -> None:
    path, chance = programme("demo"), random.Random(seed)
    async with running(path, clock, size=(80, 24)) as pilot:
        for _ in range(60):
            post(pilot, *chance.choices(LETTERS + STEERING, k=5))
            await pilot.pause()
            if pilot.app.crash is not None:
                raise pilot.app.crash
        for _ in range(8):
            post(pilot, "escape", "escape")
            await pilot.pause()
        await settled(pilot)
        await go(pilot, "1", "uebersicht")
    assert check_file(path) == []


async def test_keys_that_follow_an_escape_at_once_are_obeyed_below_the_dialog(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        post(pilot, *["4", "i", "escape", "question_mark", "escape"] * 3, "2")
        await wait_for_text(pilot, "▸2 ")
        await settled(pilot)
        post(pilot, "i", *"Bank", "enter", "3")
        await wait_for_text(pilot, "▸3 ")
        await wait_for_text(pilot, "Bank")


async def test_a_key_right_after_the_cursor_means_the_idea_it_has_just_reached(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        liste = pilot.app.screen.query_one(IdeenListe)
        post(pilot, "home", "down", "a")
        await wait_for_text(pilot, "Für diese Idee gibt es keinen Vorschlag, wozu sie passt.")
        post(pilot, "down", "g")
        await wait_for_text(pilot, "Gesichert: Größe der Idee")
        reached = liste.cursor_id
        assert [idee.id for idee in liste.eintraege].index(reached) == 2
    with stored(database_path, clock) as services:
        sizes = {idee.id: idee.groesse for idee in services.ideenspeicher.load_ideen()}
    assert {idee_id for idee_id, size in sizes.items() if size} == {reached}
