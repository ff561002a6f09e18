"""What the parts of screen 6 share: the meeting that is shown and the item under the cursor."""

from myk_tui.domain.baumhinweis import RuhigeBahn
from myk_tui.domain.mitschrift import Mitschrift
from myk_tui.domain.treffen import Tagesordnungspunkt, Treffen
from myk_tui.domain.unterstuetzung import Unterstuetzung
from myk_tui.screens.detailschirm import Detailschirm
from myk_tui.screens.treffen_zeilen import Tagesordnung


class Treffenstand(Detailschirm):
    """Holds what ``load`` has read."""

    _treffen: Treffen | None = None
    _mitschrift = Mitschrift()
    _bitten: tuple[Unterstuetzung, ...] = ()
    _ruhige: tuple[RuhigeBahn, ...] = ()
    _gewaehlt: str | None = None

    @property
    def _punkt(self) -> Tagesordnungspunkt | None:
        return self.query_one(Tagesordnung).current if self._treffen is not None else None
