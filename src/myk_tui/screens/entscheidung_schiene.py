"""The line on top of the decision that shows where in the evening we are; a click goes there."""

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from myk_tui.domain.entscheidung import Sprintabschluss
from myk_tui.domain.entscheidung_regeln import complete
from myk_tui.i18n import _
from myk_tui.widgets.text import short, styled
from myk_tui.widgets.wunsch import Wunsch

PLACE = "zielbild"
"""Under this name every part of the line bears which Zielbild it is."""


class Schiene(Static):
    """All Zielbilder, then the closing."""

    ALLOW_SELECT = False

    class Gewaehlt(Wunsch):
        """The user clicked a Zielbild, by its place; the closing stands behind the last."""

        def __init__(self, zielbild: int) -> None:
            super().__init__()
            self.zielbild = zielbild

    def on_click(self, event: events.Click) -> None:
        """Go where the user clicked."""
        zielbild = event.style.meta.get(PLACE)
        if zielbild is not None:
            event.stop()
            self.post_message(self.Gewaehlt(zielbild))


def rail(abschluss: Sprintabschluss, place: int, width: int) -> Content:
    """Return the line that shows where in the evening we are: all Zielbilder, then the closing."""
    end = _("Abschluss")
    names = [decision.zielbild for decision in abschluss.entscheidungen]
    lost = [any(zeile.hindernis for zeile in d.zeilen) for d in abschluss.entscheidungen]
    states = [
        "✓" if d.beschlossen and not gone else f"{complete(d)}/{len(d.zeilen)}"
        for d, gone in zip(abschluss.entscheidungen, lost, strict=True)
    ]
    room = width - len(end) - 4 - sum(len(state) + 6 for state in states)
    share = max(6, room // max(1, len(names)))
    parts = []
    for number, (name, state) in enumerate(zip(names, states, strict=True)):
        parts.append(_part(f"{state} {short(name, share)} ", number, here=number == place))
    parts.append(_part(end, len(names), here=place >= len(names)))
    return Content("│").join(parts)


def _part(text: str, place: int, *, here: bool) -> Content:
    return styled(f"▸ {text}" if here else f"  {text}", "bold" if here else "dim").stylize(
        Style.from_meta({PLACE: place})
    )
