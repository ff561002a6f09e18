"""Walking in the goal tree in tests, and reading what stands in the file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from frozen_clock import FrozenClock
from myk_tui.app import MykApp
from myk_tui.domain.zielbaum import Knoten, Zielbaum
from myk_tui.widgets.baum import Baum
from pilot_tools import go, press, running, wait_for_text
from stored import stored


@asynccontextmanager
async def tree(path: Path, clock: FrozenClock) -> AsyncIterator[Pilot[None]]:
    """The goal tree, all unfolded."""
    async with running(path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "asterisk")
        yield pilot


async def stand_on(pilot: Pilot[None], titel: str) -> None:
    """Put the cursor on the node with this title, as a click on it does."""
    app = pilot.app
    assert isinstance(app, MykApp)
    baum = app.screen.query_one(Baum)
    found = next(line.knoten.id for line in baum.eintraege if any(titel == text for text, _style in line.knoten.titel))
    baum.move_to(found)
    await wait_for_text(pilot, titel)
    await pilot.pause()


def current_titel(pilot: Pilot[None]) -> str:
    line = pilot.app.screen.query_one(Baum).current
    return "" if line is None else line.knoten.titel[-1][0]


def load(path: Path, clock: FrozenClock) -> Zielbaum:
    with stored(path, clock) as services:
        return services.zielbaum.load_zielbaum()


def node(tree: Zielbaum, titel: str) -> Knoten:
    return next(node for node in tree.knoten if node.titel == titel)


def children(path: Path, clock: FrozenClock, titel: str) -> list[str]:
    tree = load(path, clock)
    return [tree.nach_id[child].titel for child in tree.kinder[node(tree, titel).id]]
