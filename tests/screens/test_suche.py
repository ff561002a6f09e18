"""Search from any screen, by keys."""

from pathlib import Path
from typing import Any

import pytest

from myk_tui.services.schnappschuss import create_programm
from pilot_tools import press, running, type_text, visible_text, wait_for, wait_for_text


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
