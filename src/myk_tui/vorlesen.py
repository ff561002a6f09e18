"""What most evenings open next is read while nobody waits, in portions: a key in between is answered first."""

import gc
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from myk_tui.errors import MykError
from myk_tui.screens.verzeichnis import SCREENS

if TYPE_CHECKING:
    from myk_tui.services import Services

NEXT = ("sprintboard", "zielbaum", "ideenspeicher")
"""Screens whose code is imported ahead, which is a third of what opening them for the first time takes."""


def read_ahead(services: "Services", *, collect: bool) -> Iterator[None]:
    """Do one thing with each step; what goes wrong is said when it is opened.

    The snapshot of a closing after which the program was ended is made up for as well. With ``collect``, what the
    start has left over is collected before more is made: the peak of memory is 0.6 MiB lower for it.
    """
    work: tuple[Callable[[], object], ...] = (
        services.sprintboard.load_board,
        services.abschlussbild.write_pending,
        services.sprintboard.rehearse_move,
        lambda: _settle_garbage(collect=collect),
        *(SCREENS[ziel] for ziel in NEXT),
        services.zielbaum.load_kosten,
        services.ideenspeicher.load_ideen,
        services.zuordnung.load_platzverzeichnis,
    )
    for portion in work:
        with suppress(MykError):
            portion()
        yield


def _settle_garbage(*, collect: bool) -> None:
    if collect:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
