"""The line that filters a list or a tree while it is typed; closed it takes no room."""

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from myk_tui.i18n import _


class Filterzeile(Input):
    """An input above a list; up and down walk through the list meanwhile."""

    DEFAULT_CSS = """
    Filterzeile { display: none; background: $boost; }
    """

    BINDINGS = [
        Binding(
            "enter",
            "submit",
            _("fertig"),
            tooltip=_("Gefiltert lassen und weitergehen."),
            show=False,
            id="filter.fertig",
        )
    ]

    virtual_size = Reactive(Size(0, 0))
    """The line is as wide as the window whatever is typed: no letter lays the screen out anew."""

    class Gewandert(Message):
        """The cursor of the list should move by ``schritt`` rows."""

        def __init__(self, schritt: int) -> None:
            super().__init__()
            self.schritt = schritt

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, max_length=200)

    def open(self) -> None:
        """Come into sight and take what is typed."""
        self.display = True
        self.focus()

    def close(self) -> None:
        """Go out of sight, empty."""
        self.value = ""
        self.display = False

    def on_key(self, event: events.Key) -> None:
        """Leave up and down to the list."""
        steps = {"down": 1, "up": -1}
        if event.key in steps:
            event.stop()
            self.post_message(self.Gewandert(steps[event.key]))
