"""The command palette: every action that is possible here and now, and everything that can be found."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.command import CommandList, CommandPalette, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input
from textual.widgets.option_list import Option

from myk_tui.domain.suche import Fund
from myk_tui.i18n import _
from myk_tui.widgets.portionen import work_off

if TYPE_CHECKING:
    from myk_tui.services.suche import SucheService
from myk_tui.screens.modal import Modal

PALETTE_LETTERS, PALETTE_FINDS = 2, 12
"""From how many letters on the palette searches the data, and how many finds it offers."""


@runtime_checkable
class Suchend(Protocol):
    """What the palette needs of the app to search the data."""

    @property
    def suche(self) -> "SucheService | None":
        """The search; None before the file is open."""
        ...

    async def go_to_fund(self, fund: Fund | None) -> None:
        """Show a find at its place."""
        ...


def is_ours(binding: Binding) -> bool:
    """Whether a key is one of this program: ours have an id and a description, the framework's have no id."""
    return bool(binding.id and binding.description)


class BefehlProvider(Provider):
    """The command palette offers every action that is possible here and now."""

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        async for hit in self.search(""):
            yield hit

    async def search(self, query: str) -> Hits:
        """Offer what contains the typed letters, umlauts or not."""
        from myk_tui.domain.text import fold

        wanted, seen = fold(query), set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            text = binding.tooltip or binding.description
            if not active.enabled or not is_ours(binding) or binding.action in seen:
                continue
            seen.add(binding.action)
            if wanted in fold(f"{binding.description} {text}"):
                key = self.app.get_key_display(binding)
                yield Hit(
                    1,
                    f"{binding.description} ({key})".replace("[", "\\["),
                    self._runner(binding.action, active.node),
                    text=binding.description,
                    help=None if text == binding.description else text,
                )

    def _runner(self, action: str, node: Any) -> Callable[[], Any]:
        async def run() -> None:
            await self.app.run_action(action, node)

        return run


class SucheProvider(Provider):
    """The command palette finds the data too."""

    async def search(self, query: str) -> Hits:
        """Offer the best finds from a few letters on; as Text, for a title is never markup."""
        from myk_tui.domain.text import visible

        app = self.app
        if not isinstance(app, Suchend) or app.suche is None or len(query.strip()) < PALETTE_LETTERS:
            return
        for fund, auszug in app.suche.load_treffer(query, PALETTE_FINDS):
            where = f" · {visible(fund.zusatz)}" if fund.zusatz else ""
            wording = Text(f"{fund.art_name}: {visible(fund.titel)}{where}", no_wrap=True)
            if auszug is not None:
                wording.append(f" · {visible(auszug.vor)}")
                wording.append(visible(auszug.treffer), "bold")
                wording.append(visible(auszug.nach))
            yield Hit(0.5, wording, self._runner(app, fund), text=visible(fund.titel))

    def _runner(self, app: Suchend, fund: Fund) -> Callable[[], Any]:
        async def run() -> None:
            await app.go_to_fund(fund)

        return run


class Befehlspalette(CommandPalette, Modal[None]):
    """The framework's palette in German; it runs nothing that was found for other letters."""

    def __init__(self) -> None:
        super().__init__(
            providers=[BefehlProvider, SucheProvider], placeholder=_("Befehl suchen …"), id="--command-palette"
        )

    def on_mount(self) -> None:
        """Have what can be found at hand, longer texts too, while the first letters are typed."""
        app: object = self.app
        if isinstance(app, Suchend) and app.suche is not None:
            work_off(self, app.suche.load_alle_portionen())

    @on(Input.Changed)
    def forget_earlier_finds(self) -> None:
        """Empty the list: Enter before the search is through would run the first command of the list before."""
        self.query_one(CommandList).clear_options()

    def _action_command_list(self, action: str) -> None:
        """Move in the list; before it is drawn it does not know its lines, and there is nowhere to move."""
        with suppress(KeyError):
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say that nothing was found; the framework's own wording is English."""
        if search_value:
            nothing = Option(Content(_("Nichts gefunden.")), disabled=True, id=self._NO_MATCHES)
            self.query_one(CommandList).add_option(nothing)
            self._list_visible = True
