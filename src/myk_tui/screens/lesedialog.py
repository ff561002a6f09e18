"""What a dialog that is read has in common, be it that it writes too: an idea is captured from there as from any screen."""

from typing import Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Label

from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.modal import Modal
from myk_tui.widgets.text import plain

T = TypeVar("T")


class Lesedialog(Modal[T], Generic[T]):
    """Lies over a screen and says in a line of its own what was saved or refused; one ``.hinweis`` names its keys."""

    VERDECKT = True
    """Whether it hides the line of the screen below that says what was saved, and so has to say it itself."""

    BINDINGS: list[BindingType] = [Binding("i", "idee_aufnehmen", _("Idee"), show=False, id="app.idee")]

    def action_idee_aufnehmen(self) -> None:
        """Capture an idea through the screen below, and come back here."""
        below = next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, MykScreen))
        if below.services.read_only:
            self.say(below.services.read_only)
            return
        before = below.services.verlauf.last_saved()

        def saved() -> None:
            said = below.say_saved(before)
            if self.VERDECKT and self.is_attached:
                self.say(f"✓ {said}", gesichert=True)

        below.ask_idee(saved)

    def say(self, text: str, *, gesichert: bool = False) -> None:
        """Show a refusal, or what was saved; an empty text takes it away."""
        line = next(iter(self.query(".feldfehler").results(Label)), None)
        if line is None:
            line = Label("", classes="feldfehler")
            self.query_one(".dialog").mount(line, before=self.query(".dialog > .hinweis").last())
        line.update(plain(text))
        line.set_class(gesichert, "-gesichert")
        line.set_class(bool(text), "-da")
