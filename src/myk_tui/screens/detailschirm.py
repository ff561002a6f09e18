"""A screen with a list and, beside it or below, what is known of the row under the cursor."""

from textual.binding import Binding, BindingType

from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.widgets.detail import Detail
from myk_tui.widgets.filterzeile import Filterzeile
from myk_tui.widgets.satzzeile import Satzzeile


class Detailschirm(MykScreen):
    """Keys that scroll the one ``Detail`` of the screen while the cursor stays on its row."""

    BINDINGS: list[BindingType] = [
        Binding(
            "full_stop,ctrl+pagedown",
            "detail(1)",
            _("Detail weiter"),
            key_display=".",
            tooltip=_("Im Text zum Eintrag weiterblättern (auch Strg+Bild ab); der Zeiger bleibt stehen."),
            id="detail.weiter",
        ),
        Binding(
            "comma,ctrl+pageup",
            "detail(-1)",
            _("Detail zurück"),
            key_display=",",
            tooltip=_("Im Text zum Eintrag zurückblättern (auch Strg+Bild auf)."),
            show=False,
            id="detail.zurueck",
        ),
    ]

    def action_detail(self, step: int) -> None:
        """Scroll what is known of the row."""
        for detail in self.query(Detail):
            detail.rollen(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to scroll only where there is more that way."""
        step = 1 if parameters == (1,) else -1
        if action == "detail" and not any(detail.hat_mehr(step) for detail in self.query(Detail)):
            return None
        return super().check_action(action, parameters)


class Filterschirm(Detailschirm):
    """A list or a tree with a line that filters it and one below that says what is left of it."""

    def say_part(self, said: str | None = None) -> None:
        """Say what is left, or keep what is said; while the filter is typed the line stays, so that no letter moves the list."""
        line = self.query_one("#filterstand", Satzzeile)
        line.zeige(line.text if said is None else said, frei=self.query_one(Filterzeile).display)
