"""What the room sees: few words, large, nothing internal."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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
class Folie:
    """One slide.

    Attributes:
        oben: a few words above the title: where in the evening or in the tree.
        uhr: seconds shown as a large clock, None for no clock.
    """

    titel: str
    zeilen: tuple[Folienzeile, ...] = ()
    oben: str = ""
    uhr: int | None = None


@dataclass(frozen=True)
class Stand:
    """Where the moderator's window is.

    Attributes:
        ziel: name of the screen, or of a page over it.
        stelle: which row or page there.
    """

    ziel: str = "uebersicht"
    stelle: str = ""

    def as_json(self) -> dict[str, str]:
        """Return it as it is kept for the other window."""
        return {"ziel": self.ziel, "stelle": self.stelle}


def read_stand(kept: Any) -> Stand:
    """Read what ``as_json`` wrote; whatever else stands there means the first screen."""
    if not isinstance(kept, Mapping):
        return Stand()
    ziel, stelle = kept.get("ziel"), kept.get("stelle")
    return Stand(ziel, stelle) if isinstance(ziel, str) and isinstance(stelle, str) else Stand()
