"""What every dialog is: closed once, and deaf from then on.

Keys and messages wait in queues. Whoever presses Enter twice, or leans on it,
sends the second one to a dialog that is leaving already: it must neither save
again nor close what lies below.
"""

from typing import Generic, TypeVar

from textual import events, messages
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input

from myk_tui.widgets.wunsch import Wunsch

T = TypeVar("T")

WISHES = (Wunsch, Button.Pressed, Input.Submitted)
"""Messages that open, save or close something."""


class Modal(ModalScreen[T], Generic[T]):
    """A dialog over a screen; the base of all of them.

    Attributes:
        left: it has been closed; what the user still wishes of it is dropped.
    """

    left = False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result; only once, and never what lies above or below."""
        if self.left or not self.is_active:
            return AwaitComplete.nothing()
        self.left = True
        return super().dismiss(result)

    async def _on_message(self, message: Message) -> None:
        """Work messages off as usual; once it is left only the framework's own, while it is covered no wishes."""
        if (self.left and _is_ours(message)) or (isinstance(message, WISHES) and not self.is_active):
            message.stop()  # nor does the screen below get a key that was meant for this dialog
            return
        await super()._on_message(message)


def _is_ours(message: Message) -> bool:
    if isinstance(message, events.Event):
        return isinstance(message, events.InputEvent)
    return type(message).__module__ != messages.__name__
