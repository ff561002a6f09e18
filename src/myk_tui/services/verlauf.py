"""Use cases of the history: undo, redo, what was saved last."""

from datetime import date

from myk_tui.storage.database import Database
from myk_tui.storage.journal import Schritt


class VerlaufService:
    """Undo and redo, also after a restart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def undo(self) -> Schritt:
        """Take back the newest step and return it; raises NothingToUndo."""
        return self._database.undo()

    def redo(self) -> Schritt:
        """Repeat the step that was taken back last and return it; raises NothingToUndo."""
        return self._database.redo()

    def load_reachable(self) -> tuple[bool, bool]:
        """Return whether there is a step to take back, and one to repeat."""
        return self._database.reachable()

    def last_saved(self) -> Schritt | None:
        """Return the step that was committed last in this session."""
        return self._database.last_saved

    def data_version(self) -> int:
        """Return a number that changes when another window has written."""
        return self._database.data_version()

    def load_state(self) -> tuple[int, int, date]:
        """Return what is equal as long as nobody, here or in another window, has written and the day is the same."""
        return self._database.state()

    def remember(self, schluessel: str, wert: object) -> None:
        """Keep where a window stands; survives a crash, is no content and no undo step."""
        self._database.remember(schluessel, wert)

    def remembered(self, schluessel: str) -> object:
        """Return what ``remember`` kept, or None."""
        return self._database.remembered(schluessel)
