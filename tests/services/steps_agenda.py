"""The steps of the Agenda, for the test of every step."""

from collections.abc import Callable

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.services.agenda import AgendaService

CASES: dict[tuple[type, str], tuple[Callable[..., object], Callable[..., object]]] = {
    (AgendaService, "move_massnahme"): (
        lambda d, r: None,
        lambda d, r, _p: AgendaService(d).move_massnahme(r.geplant[0], MassnahmeStatus.EINGESTELLT, "kein Bedarf"),
    ),
}
