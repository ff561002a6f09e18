"""Which keys stand in the footer of a screen, and in which order."""

from textual.binding import Binding

from myk_tui.i18n import _
from myk_tui.screens.base import COMMON_ACTIONS, FIXED_KEYS, MykScreen
from myk_tui.widgets.rahmen import Taste


def footer_keys(screen: MykScreen) -> list[Taste]:
    """Return the keys that work here and now: what Enter does first, then the screen's own, then those of all screens."""
    shown: list[Taste] = []
    typing = screen.is_typed_into
    for active in screen.active_bindings.values() if screen.is_active else ():
        binding = active.binding
        if (binding.show or binding.key == "enter") and all(taste.action != binding.action for taste in shown):
            display = screen.app.get_key_display(binding)
            if typing and len(display.removeprefix("⇧")) == 1:
                continue  # goes into the text
            shown.append(
                Taste(
                    display,
                    binding.description,
                    binding.action,
                    moeglich=active.enabled and screen.has_step(binding.action),
                    fest=active.enabled and binding.action in FIXED_KEYS,
                )
            )
    parts = [part for part in type(screen).__mro__ if issubclass(part, MykScreen) and part is not MykScreen]
    own = [
        binding.action
        for part in parts
        for binding in part.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding)
    ]
    order = [action for action in own if action not in COMMON_ACTIONS] + list(COMMON_ACTIONS)
    enter = _("Eingabe")  # what the place itself does comes first
    shown.sort(key=lambda taste: (taste.taste != enter, order.index(taste.action) if taste.action in order else -1))
    shown = screen.order_tasten(shown)
    named = [taste.taste for taste in shown]
    return [taste for place, taste in enumerate(shown) if taste.taste not in named[:place]]
