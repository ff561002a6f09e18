"""The balance view by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from builders import Region, make_region
from frozen_clock import FrozenClock
from hostile import STEERING, TITLES, broken_lines
from myk_tui.domain.ordnung import keys_for
from myk_tui.screens.ausgewogenheit import Tafelliste
from myk_tui.screens.zielbaum import ZielbaumScreen
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.widgets.baum import Baum
from pilot_tools import go, press, running, visible_text, wait_for_text

FELDER = ("Medizin", "Gemeinschaft", "Versorgung", "Umwelt", "Bildung")
FELDER += ("Arbeit", "Freizeit", "Wirtschaft", "Infrastruktur", "Mobilität")


@pytest.fixture
def spread(database: Database, database_path: Path) -> Region:
    """A small programme with ten Handlungsfelder; two Maßnahmen of the second Zielbild are about Umwelt."""
    region = make_region(database)
    with database.write("Felder") as writer:
        felder = [
            writer.insert(t.handlungsfeld, name=name, ordnung=key)
            for name, key in zip(FELDER, keys_for(len(FELDER)), strict=True)
        ]
        for massnahme in (region.massnahmen[1], region.geplant[1]):
            writer.insert(t.massnahme_handlungsfeld, massnahme_id=massnahme, handlungsfeld_id=felder[3])
    database.close()
    return region


async def opened(pilot: Pilot[None]) -> list[str]:
    await go(pilot, "2", "zielbaum")
    await press(pilot, "a")
    await wait_for_text(pilot, "Ausgewogenheit von")
    return visible_text(pilot.app).splitlines()


def line_with(pilot: Pilot[None], text: str) -> str:
    (found,) = (line for line in visible_text(pilot.app).splitlines() if text in line)
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_gaps_are_shown_by_sign_and_word_and_every_row_says_its_number(
    spread: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await opened(pilot)
        for name in FELDER:  # all of them at once, without scrolling
            cells = line_with(pilot, name).replace("│", " ").replace("┃", " ").split()
            assert cells[-1] == ("2" if name == "Umwelt" else "0")
            assert cells.count("Lücke") == cells.count("○") == (2 if name == "Umwelt" else 3)
        assert "29 von 30 Zellen sind Lücken; 9 Reihen ganz leer." in line_with(pilot, "Handlungsfelder:")
        assert line_with(pilot, "ohne Handlungsfeld").replace("│", " ").replace("┃", " ").split()[-1] == "4"


async def test_the_places_follow_below_and_can_be_scrolled_to(
    spread: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "end")
        assert "› ohne Ort" in line_with(pilot, "ohne Ort")
        assert line_with(pilot, "Mendig").count("○ Lücke") == 3
        assert "Gebietskörperschaften: 3 von 3 Zellen sind Lücken; 1 Reihe ganz leer." in visible_text(pilot.app)


async def test_enter_shows_the_massnahmen_behind_a_number_and_leads_to_one(
    spread: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "down", "down", "down", "enter")
        await wait_for_text(pilot, "Umwelt: 2 Maßnahmen")
        assert "Geplante 2" in visible_text(pilot.app) and "Geplante 1" not in visible_text(pilot.app)
        await press(pilot, "escape")
        assert "› Umwelt" in visible_text(pilot.app)
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, ZielbaumScreen)
        assert pilot.app.screen.query_one(Baum).cursor_id == spread.geplant[1]


async def test_a_gap_has_nothing_behind_it_and_escape_leads_back_to_the_tree(
    spread: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Hier gibt es noch keine Maßnahme.")
        await press(pilot, "enter", "escape", "escape")
        assert isinstance(pilot.app.screen, ZielbaumScreen)


async def test_an_empty_programme_says_that_there_is_nothing_to_spread(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("leer"), clock, size=(80, 24)) as pilot:
        await opened(pilot)
        assert "Ausgewogenheit von 0 Maßnahmen" in visible_text(pilot.app)
        await press(pilot, "enter", "down", "escape")


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
@pytest.mark.parametrize("count", [4, 12, 40])
async def test_many_zielbilder_and_hostile_names_break_no_line_and_lose_no_massnahme(
    database: Database, database_path: Path, clock: FrozenClock, size: tuple[int, int], count: int
) -> None:
    make_region(database)
    with database.write("Viele") as writer:
        for number, key in zip(range(count), keys_for(count), strict=True):
            title = list(TITLES.values())[number % len(TITLES)]
            zielbild = writer.insert(t.zielbild, titel=title, ordnung="k" + key)
            feld = writer.insert(t.handlungsfeld, name=title, ordnung=key)
            massnahme = writer.insert(t.massnahme, titel=title, ordnung="V", zielbild_id=zielbild)
            writer.insert(t.massnahme_handlungsfeld, massnahme_id=massnahme, handlungsfeld_id=feld)
    database.close()
    async with running(database_path, clock, size=size) as pilot:
        await opened(pilot)
        for key in ("home", "pagedown", "end", "enter"):
            await press(pilot, key)
            for widget in pilot.app.screen.query(Tafelliste):
                assert broken_lines(widget) == []
            assert not STEERING.search(visible_text(pilot.app))
        await press(pilot, "escape")
        liste = pilot.app.screen.query_one(Tafelliste)
        if size[0] >= 80:
            texts = ["".join(text for text, _style in liste.draw(line, size[0] - 7)) for line in liste.eintraege]
            numbers = [text.split()[-1] for line, text in zip(liste.eintraege, texts, strict=True) if line.reihe]
            assert numbers == [str(line.reihe.summe) for line in liste.eintraege if line.reihe]
