"""What the room sees: few words, large, nothing internal."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from myk_tui.domain.kalender import show_uhrzeit
from myk_tui.domain.treffen_uhr import MINUTE, seconds_between, show_ueber
from myk_tui.i18n import _


class Schrift(StrEnum):
    """How a line of a slide is written."""

    KOPF = "kopf"
    TEXT = "text"
    LEISE = "leise"
    WICHTIG = "wichtig"


@dataclass(frozen=True)
class Folienzeile:
    """One line of a slide.

    Attributes:
        balken: percent drawn as a bar before the text, None for no bar.
        ein: by how many steps it is indented.
    """

    text: str
    schrift: Schrift = Schrift.TEXT
    balken: int | None = None
    ein: int = 0


@dataclass(frozen=True)
class Uhr:
    """The clocks of a slide as moments: the window lets them tick without reading anything.

    Attributes:
        bis: when the time planned for the item, or announced for the pause, is used up.
        abend: since when the evening lasts, its pauses left out; None for no clock of the evening.
        ende: when the evening will probably end if the item keeps its time.
    """

    bis: datetime
    abend: datetime | None = None
    ende: datetime | None = None

    def rest(self, jetzt: datetime) -> int:
        """Return the whole seconds that are left; less than 0: so many are over."""
        return math.ceil((self.bis - jetzt).total_seconds())

    def zahlen(self, jetzt: datetime) -> str:
        """Write what is left, „12:05“, or with a plus sign what is over, „+3:20“."""
        rest = self.rest(jetzt)
        minutes, seconds = divmod(abs(rest), MINUTE)
        return f"{'+' if rest < 0 else ''}{minutes}:{seconds:02d}"

    def worte(self, jetzt: datetime) -> str:
        """Say below the number what is over, how long the evening lasts and when it will end."""
        over = max(0, -self.rest(jetzt))
        parts = ["▲ " + show_ueber(over)] if over else []
        if self.abend is not None:
            parts.append(_("Abend {n} min").format(n=seconds_between(self.abend, jetzt) // MINUTE))
        if self.ende is not None:
            parts.append(_("Ende etwa {uhr}").format(uhr=show_uhrzeit(self.ende + timedelta(seconds=over))))
        return " · ".join(parts)


@dataclass(frozen=True)
class Folie:
    """One slide.

    Attributes:
        oben: a few words above the title: where in the evening or in the tree.
        uhr: what is shown as a large clock, None for no clock.
        dunkel: nothing at all is shown.
    """

    titel: str
    zeilen: tuple[Folienzeile, ...] = ()
    oben: str = ""
    uhr: Uhr | None = None
    dunkel: bool = False


@dataclass(frozen=True)
class Stand:
    """Where the moderator's window is.

    Attributes:
        ziel: name of the screen, or of a page over it.
        stelle: which row or page there.
        dunkel: the moderator has darkened the picture.
    """

    ziel: str = "uebersicht"
    stelle: str = ""
    dunkel: bool = False

    def as_json(self) -> dict[str, str | bool]:
        """Return it as it is kept for the other window."""
        return {"ziel": self.ziel, "stelle": self.stelle, "dunkel": self.dunkel}


def read_stand(kept: Any) -> Stand:
    """Read what ``as_json`` wrote; whatever else stands there means the first screen."""
    if not isinstance(kept, Mapping):
        return Stand()
    ziel, stelle = kept.get("ziel"), kept.get("stelle")
    if not isinstance(ziel, str) or not isinstance(stelle, str):
        return Stand()
    return Stand(ziel, stelle, kept.get("dunkel") is True)
