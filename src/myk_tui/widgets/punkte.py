"""A list of lines to read, some of which lead to another screen."""

from dataclasses import dataclass

from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste


@dataclass(frozen=True)
class Punkt:
    """One line of the overview; Enter leads to ``ziel``."""

    id: str
    stuecke: tuple[Stueck, ...]
    ziel: str = ""


class Punkte(Zeilenliste[Punkt]):
    """The lines of the overview."""

    def id_of(self, eintrag: Punkt) -> str:
        """Return the id of a line."""
        return eintrag.id

    def waehlbar(self, eintrag: Punkt) -> bool:
        """Only lines that lead somewhere can be chosen."""
        return bool(eintrag.ziel)

    def draw(self, eintrag: Punkt, width: int) -> list[Stueck]:
        """Draw a line."""
        return list(eintrag.stuecke)
