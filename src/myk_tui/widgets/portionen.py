"""Work that is done in portions, so that a key in between is answered at once."""

from collections.abc import Callable, Iterator

from textual.message_pump import MessagePump

GAP_SECONDS = 0.002
"""Between two portions: what was typed meanwhile is shown."""


def work_off(pump: MessagePump, portionen: Iterator[object], fertig: Callable[[], None] | None = None) -> None:
    """Do one portion after another as long as ``pump`` lives, then call ``fertig``."""

    def proceed() -> None:
        if not pump.is_running:
            return
        for _portion in portionen:
            pump.set_timer(GAP_SECONDS, proceed)
            return
        if fertig is not None:
            fertig()

    proceed()
