"""The screens by name, each imported when it is first shown."""

from collections.abc import Callable

from myk_tui.screens.base import MykScreen


def _screen(module: str, name: str) -> Callable[[], type[MykScreen]]:
    def load() -> type[MykScreen]:
        import importlib

        found: type[MykScreen] = getattr(importlib.import_module(f"myk_tui.screens.{module}"), name)
        return found

    return load


SCREENS: dict[str, Callable[[], type[MykScreen]]] = {
    "uebersicht": _screen("uebersicht", "UebersichtScreen"),
    "zielbaum": _screen("zielbaum", "ZielbaumScreen"),
    "ideenspeicher": _screen("ideenspeicher", "IdeenspeicherScreen"),
    "sprintboard": _screen("sprintboard", "SprintboardScreen"),
    "entscheidung": _screen("entscheidung", "EntscheidungScreen"),
    "treffen": _screen("treffen", "TreffenScreen"),
}
"""Screens by name, each imported when it is first shown."""
