"""Which ideas the list shows, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from myk_tui.domain.begriffe import Groesse, IdeengeberArt, IdeeStatus, label
from myk_tui.domain.ideenspeicher import IdeeZeile
from myk_tui.domain.suchfrage import Suchfrage
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

TERMS = {
    **{"zielbild": "zielbild", "losung": "zielbild", "feld": "feld", "handlungsfeld": "feld", "ort": "ort"},
    **{"von": "von", "herkunft": "von", "status": "status", "stand": "status", "grosse": "groesse"},
}
"""How the short terms of the filter are written, folded, and what each compares."""

Merkmale = Mapping[str, tuple[str, str]]
"""By id of an idea the names of its Zielbild with its Lösung, and of its Handlungsfelder."""

BACK = N_("wieder da")
"""How a parked idea is called whose quarter has come."""

_STATES = {status: place for place, status in enumerate(IdeeStatus)}


@dataclass(frozen=True)
class Ideenauswahl:
    """What is asked for.

    Attributes:
        text: every word of it occurs in title, state, place, origin, Zielbild or Handlungsfelder; short terms like
            ``zielbild:mobil status:geeignet`` ask for one of them.
        nur_neue: the inbox: only ideas nobody has looked at yet, and parked ones whose quarter has come.
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

    def __init__(self, ideen: Sequence[IdeeZeile], merkmale: Callable[[], Merkmale]) -> None:
        """Take the ideas, the newest first, and how to get by id the names of Zielbild and Handlungsfelder."""
        self.ideen = ideen
        self._merkmale = merkmale
        self._folded: list[str] | None = None
        self._named: Merkmale | None = None
        self._words: dict[str, str] = {}

    def select(self, auswahl: Ideenauswahl) -> list[IdeeZeile]:
        """Return what is asked for, in the order asked for; umlauts, ß and parts of compounds match."""
        frage = Suchfrage.parse(auswahl.text, TERMS)
        if not frage.woerter:
            found = [idee for idee in self.ideen if not auswahl.nur_neue or _waits(idee)]
        else:
            found = [
                idee
                for idee, folded in zip(self.ideen, self._texts(), strict=True)
                if all(word in folded for word in frage.woerter) and (not auswahl.nur_neue or _waits(idee))
            ]
        for name, wanted in frage.bedingungen:
            found = [idee for idee in found if wanted in self._term(idee, name)]
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
            names, known = {status: label(status) for status in IdeeStatus}, self._names()
            self._folded = [
                fold(" ".join((idee.titel, names[idee.status], idee.ort, idee.herkunft, *known.get(idee.id, ()))))
                for idee in self.ideen
            ]
        return self._folded

    def _names(self) -> Merkmale:
        if self._named is None:
            self._named = self._merkmale()
        return self._named

    def _term(self, idee: IdeeZeile, name: str) -> str:
        """Return folded what a short term compares; the same words are folded once."""
        if name == "zielbild":
            said = self._names().get(idee.id, ("", ""))[0]
        elif name == "feld":
            said = self._names().get(idee.id, ("", ""))[1]
        elif name == "ort":
            said = idee.ort
        elif name == "von":
            said = f"{idee.von} {label(IdeengeberArt(idee.von)) if idee.von else ''} {idee.herkunft}"
        elif name == "groesse":
            said = f"{idee.groesse} {label(Groesse(idee.groesse))}" if idee.groesse else ""
        else:
            said = f"{idee.status.value} {label(idee.status)} {_(BACK) if idee.wieder_da else ''}"
        if said not in self._words:
            self._words[said] = fold(said)
        return self._words[said]


def _waits(idee: IdeeZeile) -> bool:
    """Whether an idea stands in the inbox."""
    return idee.status is IdeeStatus.NEU or idee.wieder_da


def describe(auswahl: Ideenauswahl, gezeigt: int, alle: int) -> str:
    """Say in one line what is filtered and how much of it is hidden."""
    parts = _parts(auswahl)
    if auswahl.filtert:
        hidden = alle - gezeigt
        parts.append(
            ngettext("{gezeigt} von {alle} Idee", "{gezeigt} von {alle} Ideen", alle).format(gezeigt=gezeigt, alle=alle)
        )
        parts.append(ngettext("{n} ausgeblendet", "{n} ausgeblendet", hidden).format(n=hidden))
    return " · ".join(parts)


def describe_auswahl(auswahl: Ideenauswahl) -> str:
    """Say in one line what is asked for."""
    return " · ".join(_parts(auswahl))


def _parts(auswahl: Ideenauswahl) -> list[str]:
    parts = []
    if auswahl.nur_neue:
        parts.append(_("Posteingang: neue und wiedergekommene"))
    if auswahl.text.strip():
        parts.append(_("Filter „{text}“").format(text=auswahl.text.strip()))
    if auswahl.sortierung is not Sortierung.NEUESTE:
        parts.append(_(NAMES[auswahl.sortierung]))
    return parts


def to_kept(auswahl: Ideenauswahl) -> dict[str, object]:
    """Return what is asked for as it is remembered."""
    return {"text": auswahl.text.strip(), "nur_neue": auswahl.nur_neue, "sortierung": auswahl.sortierung.value}


def from_kept(kept: Mapping[str, object]) -> Ideenauswahl:
    """Return what was remembered; what nobody knows any more is left out."""
    order = str(kept.get("sortierung"))
    return Ideenauswahl(
        str(kept.get("text", "")),
        kept.get("nur_neue") is True,
        Sortierung(order) if order in list(Sortierung) else Sortierung.NEUESTE,
    )
