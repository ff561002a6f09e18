"""Search from any screen, by keys."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from myk_tui.screens.suche import Fundliste, SucheDialog
from myk_tui.services.schnappschuss import create_programm
from pilot_tools import paste, press, running, type_text, visible_text, wait_for, wait_for_text


@pytest.mark.parametrize(
    ("text", "screen", "shown"),
    [
        ("buergerbus", "zielbaum", "Beispiel: Bürgerbus auf Abruf"),
        ("dorfchronik", "ideenspeicher", "Beispiel: Digitale Dorfchronik"),
        ("versicherung", "sprintboard", "› Versicherung klären"),
        ("mobilität", "sprintboard", "Schilder entwerfen"),
        ("2026-06", None, "Beschluss 2026-06, Fassung 1"),
    ],
)
async def test_a_find_leads_to_its_place(tmp_path: Path, clock: Any, text: str, screen: str | None, shown: str) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock) as pilot:
        await press(pilot, "slash")
        await wait_for_text(pilot, "Suche über alles")
        await type_text(pilot, text)
        await wait_for(pilot, lambda: "›" in visible_text(pilot.app), "a find")
        await press(pilot, "enter")
        if screen:
            await wait_for(pilot, lambda: getattr(pilot.app.screen, "ZIEL", "") == screen, screen)
        await wait_for_text(pilot, shown)


async def test_the_palette_finds_data_too(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock) as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "dorfchronik")
        await wait_for_text(pilot, "Idee: Beispiel: Digitale Dorfchronik")
        await press(pilot, "down", "enter")
        await wait_for(pilot, lambda: getattr(pilot.app.screen, "ZIEL", "") == "ideenspeicher", "the Ideenspeicher")


async def test_a_kind_that_does_not_exist_is_named_with_some_that_do(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock, size=(80, 24)) as pilot:
        await press(pilot, "slash")
        await paste(pilot, "typ:antrag video")
        await wait_for_text(pilot, "typ:antrag gibt es nicht. Möglich: idee, karte, beschluss …")


async def test_nothing_found_says_so_and_escape_leaves(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock) as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "gibtesnicht[/]")
        await wait_for_text(pilot, "Nichts gefunden.")
        await press(pilot, "escape")
        await wait_for_text(pilot, "Als Nächstes")


async def test_a_word_that_stands_only_in_a_text_is_shown_with_its_neighbours(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock) as pilot:
        await press(pilot, "slash")
        await wait_for_text(pilot, "typ:beschluss methode:konsent")
        await type_text(pilot, "früchte typ:beschluss")
        await wait_for_text(pilot, "Die Arbeit trägt Früchte.")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Fassung 1")


async def test_the_palette_looks_into_texts_as_well(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock) as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "früchte typ:beschluss")
        await wait_for_text(pilot, "Die Arbeit trägt Früchte.")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_number_leads_to_its_find_while_typing_and_digits_are_typed_as_before(
    tmp_path: Path, clock: Any, size: tuple[int, int]
) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock, size=size) as pilot:
        await press(pilot, "slash")
        await wait_for_text(pilot, "Alt+1 … Alt+9 führt gleich hin")
        await type_text(pilot, "beispiel 2")
        assert pilot.app.screen.query_one(Input).value == "beispiel 2"
        await press(pilot, "backspace", "backspace")
        finds = pilot.app.screen.query_one(Fundliste)
        await wait_for(pilot, lambda: len(finds.eintraege) > 2, "finds")
        third = next(line.fund for line in finds.eintraege if line.nummer == 3)
        await wait_for(pilot, lambda: f"3 {third.art_name}" in visible_text(pilot.app), "the number before it")
        await press(pilot, "alt+3")
        await wait_for(pilot, lambda: getattr(pilot.app.screen, "ZIEL", "") == third.ziel, third.ziel)
        await wait_for(pilot, lambda: pilot.app.screen.beamer_stelle == third.stelle, third.titel)


async def test_in_the_list_the_digit_alone_leads_there_and_tab_goes_back_to_the_field(
    tmp_path: Path, clock: Any
) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock, size=(80, 24)) as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "beispiel")
        finds = pilot.app.screen.query_one(Fundliste)
        await wait_for(pilot, lambda: len(finds.eintraege) > 2, "finds")
        await press(pilot, "tab", "tab")
        assert isinstance(pilot.app.focused, Input)
        second = next(line.fund for line in finds.eintraege if line.nummer == 2)
        await press(pilot, "tab", "2")
        await wait_for(pilot, lambda: getattr(pilot.app.screen, "ZIEL", "") == second.ziel, second.ziel)


async def test_a_number_that_no_find_bears_changes_nothing(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    async with running(path, clock, size=(80, 24)) as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "dorfchronik")
        await wait_for_text(pilot, "1 Idee")
        await press(pilot, "alt+9", "tab", "9")
        assert isinstance(pilot.app.screen, SucheDialog)
        assert "1 Idee" in visible_text(pilot.app)
