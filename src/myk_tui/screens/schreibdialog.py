"""What a dialog with a list has in common that writes while it stays open: over a screen, with its own line for refusals."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from myk_tui.errors import MykError
from myk_tui.screens.base import MykScreen
from myk_tui.screens.lesedialog import Lesedialog
from myk_tui.screens.notkopie import offer_notkopie

if TYPE_CHECKING:
    from textual.screen import Screen

T = TypeVar("T")


class Schreibdialog(Lesedialog[T], Generic[T]):
    """Writes through the services of the screen below; subclasses say how to ``reload`` and hold one ``.feldfehler``."""

    VERDECKT = False

    def __init__(self, screen: MykScreen) -> None:
        super().__init__()
        self._unten = screen

    def reload(self) -> None:
        """Show what stands in the file now."""
        raise NotImplementedError

    def action_zurueck(self) -> None:
        """Undo the last step."""
        if self.may_write():
            self.attempt(self._unten.services.verlauf.undo)

    def attempt(self, action: Callable[[], object]) -> None:
        """Run one use case, say what was saved or why not, and show the new state."""
        before = self._unten.services.verlauf.last_saved()
        try:
            action()
        except MykError as error:
            self.say(error.message)
            offer_notkopie(self.app, error)
        self._saved(before)

    def ask(self, dialog: "Screen[bool]", danach: Callable[[], object] | None = None) -> None:
        """Show a form over this dialog; once it is saved, say so and show the new state, and then ``danach``."""
        before = self._unten.services.verlauf.last_saved()

        def saved() -> None:
            self._saved(before)
            if danach is not None:
                danach()

        self._unten.ask(dialog, saved)

    def _saved(self, before: object) -> None:
        said = self._unten.say_saved(before)
        if said and self.VERDECKT:
            self.say(f"✓ {said}", gesichert=True)
        self.reload()

    def may_write(self) -> bool:
        """Return whether the file can be written, and say why not."""
        reason = self._unten.services.read_only
        self.say(reason)
        return not reason
