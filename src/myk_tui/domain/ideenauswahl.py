"""Which ideas the list shows, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from myk_tui.domain.begriffe import IdeeStatus, label
from myk_tui.domain.ideenspeicher import IdeeZeile
from myk_tui.domain.text import fold
from myk_tui.i18n import N_, _, ngettext


class Sortierung(StrEnum):
    """Orders of the list."""

    NEUESTE = "neueste"
    TITEL = "titel"
    STAND = "stand"
    RUECKHALT = "rueckhalt"


NAMES = {
    Sortierung.NEUESTE: N_("die neuesten zuerst"),
    Sortierung.TITEL: N_("nach Titel"),
    Sortierung.STAND: N_("nach Stand"),
    Sortierung.RUECKHALT: N_("die mit dem meisten Rückhalt zuerst"),
}

_STATES = {status: place for place, status in enumerate(IdeeStatus)}


@dataclass(frozen=True)
class Ideenauswahl:
    """What is asked for.

    Attributes:
        text: every word of it occurs in title, state, place, origin, Zielbild or Handlungsfelder.
        nur_neue: the inbox: only ideas nobody has looked at yet.
    """

    text: str = ""
    nur_neue: bool = False
    sortierung: Sortierung = Sortierung.NEUESTE

    @property
    def filtert(self) -> bool:
        """Whether anything can be hidden."""
        return self.nur_neue or bool(fold(self.text).strip())


class Ideenverzeichnis:
    """All ideas; what is compared is folded once, at the first question, so that each key only compares."""

    def __init__(self, ideen: Sequence[IdeeZeile], merkmale: Callable[[], Mapping[str, str]]) -> None:
        """Take the ideas, the newest first, and how to get by id the names of Zielbild and Handlungsfelder."""
        self.ideen = ideen
        self._merkmale = merkmale
        self._folded: list[str] | None = None

    def select(self, auswahl: Ideenauswahl) -> list[IdeeZeile]:
        """Return what is asked for, in the order asked for; umlauts, ß and parts of compounds match."""
        words = fold(auswahl.text).split()
        if not words:
            found = [idee for idee in self.ideen if not auswahl.nur_neue or idee.status is IdeeStatus.NEU]
        else:
            found = [
                idee
                for idee, folded in zip(self.ideen, self._texts(), strict=True)
                if all(word in folded for word in words) and (not auswahl.nur_neue or idee.status is IdeeStatus.NEU)
            ]
        return self._sorted(found, auswahl.sortierung)

    def prepare(self) -> None:
        """Fold everything now, so that the first key need not."""
        self._texts()

    def _sorted(self, ideen: list[IdeeZeile], sortierung: Sortierung) -> list[IdeeZeile]:
        if sortierung is Sortierung.TITEL:
            texts = dict(zip((idee.id for idee in self.ideen), self._texts(), strict=True))
            return sorted(ideen, key=lambda idee: texts[idee.id])  # each text begins with its title
        if sortierung is Sortierung.STAND:
            return sorted(ideen, key=lambda idee: _STATES[idee.status])
        if sortierung is Sortierung.RUECKHALT:
            return sorted(ideen, key=lambda idee: -idee.unterstuetzer)
        return ideen

    def _texts(self) -> list[str]:
        if self._folded is None:
            names, merkmale = {status: label(status) for status in IdeeStatus}, self._merkmale()
            self._folded = [
                fold(" ".join((idee.titel, names[idee.status], idee.ort, idee.herkunft, merkmale.get(idee.id, ""))))
                for idee in self.ideen
            ]
        return self._folded


def describe(auswahl: Ideenauswahl, gezeigt: int, alle: int) -> str:
    """Say in one line what is filtered and how much of it is hidden."""
    parts = []
    if auswahl.nur_neue:
        parts.append(_("Posteingang: nur neue"))
    if auswahl.text.strip():
        parts.append(_("Filter „{text}“").format(text=auswahl.text.strip()))
    if auswahl.sortierung is not Sortierung.NEUESTE:
        parts.append(_(NAMES[auswahl.sortierung]))
    if auswahl.filtert:
        hidden = alle - gezeigt
        parts.append(
            ngettext("{gezeigt} von {alle} Idee", "{gezeigt} von {alle} Ideen", alle).format(gezeigt=gezeigt, alle=alle)
        )
        parts.append(ngettext("{n} ausgeblendet", "{n} ausgeblendet", hidden).format(n=hidden))
    return " · ".join(parts)
