"""What a Maßnahme is connected with: fields of action, places, and the other Maßnahmen it comes after.

A Maßnahme comes after another one in two ways: it needs its result
(Abhängigkeit), or it carries on what the other one began (Vorgänger). Together
these links must never form a circle, or nothing in it could ever begin.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from myk_tui.domain.begriffe import MassnahmeStatus, label
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext

DONE = (MassnahmeStatus.ABGESCHLOSSEN, MassnahmeStatus.LAUFENDER_BETRIEB)
"""States in which nobody waits for a Maßnahme any more."""

NOTE = "notiz-"
"""Beginning of the name of a field that holds the note about a link; the id of the other Maßnahme follows."""

WAY_MAX = 5
"""How many steps of a circle are said at most."""


@dataclass(frozen=True)
class Verweis:
    """Another Maßnahme, as a link names it.

    Attributes:
        notiz: what was noted about the link.
    """

    id: str
    titel: str
    status: MassnahmeStatus
    notiz: str = ""

    @property
    def erledigt(self) -> bool:
        """Whether nobody has to wait for it."""
        return self.status in DONE


@dataclass(frozen=True)
class Zuordnung:
    """A Handlungsfeld or a Gebietskörperschaft of a Maßnahme.

    Attributes:
        angenommen: assumed, not proven by a source.
    """

    id: str
    name: str
    angenommen: bool = False


@dataclass(frozen=True)
class Beziehungen:
    """Everything a Maßnahme is connected with.

    Attributes:
        braucht: Maßnahmen whose result it needs.
        gebraucht_von: Maßnahmen that need its result.
        vorgaenger: the Maßnahme it carries on, if any.
        nachfolger: Maßnahmen that carry it on.
    """

    handlungsfelder: tuple[Zuordnung, ...] = ()
    orte: tuple[Zuordnung, ...] = ()
    braucht: tuple[Verweis, ...] = ()
    gebraucht_von: tuple[Verweis, ...] = ()
    vorgaenger: Verweis | None = None
    nachfolger: tuple[Verweis, ...] = ()

    @property
    def angenommen(self) -> bool:
        """Whether a Handlungsfeld is only assumed."""
        return any(feld.angenommen for feld in self.handlungsfelder)


@dataclass(frozen=True)
class Auswahl:
    """What can be ticked: (id, wording) of Handlungsfelder, places and other Maßnahmen."""

    handlungsfelder: tuple[tuple[str, str], ...]
    orte: tuple[tuple[str, str], ...]
    massnahmen: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kante:
    """The Maßnahme ``von`` comes after ``nach``: it needs it, or follows it if ``folgt``."""

    von: str
    nach: str
    folgt: bool = False


def find_way(kanten: Iterable[Kante], start: str, ziel: str) -> list[Kante] | None:
    """Return the shortest way along the links from ``start`` to ``ziel``, or None; circles on the way do no harm."""
    after: dict[str, list[Kante]] = {}
    for kante in kanten:
        after.setdefault(kante.von, []).append(kante)
    reached: dict[str, Kante | None] = {start: None}
    queue = [start]
    for place in queue:
        if place == ziel:
            return _way_back(reached, ziel)
        for kante in after.get(place, ()):
            if kante.nach not in reached:
                reached[kante.nach] = kante
                queue.append(kante.nach)
    return None


def _way_back(reached: Mapping[str, Kante | None], ziel: str) -> list[Kante]:
    way: list[Kante] = []
    kante = reached[ziel]
    while kante is not None:
        way.append(kante)
        kante = reached[kante.von]
    return way[::-1]


def check_links(
    massnahme_id: str, braucht: Collection[str], vorgaenger: str, kanten: Collection[Kante], titel: Mapping[str, str]
) -> None:
    """Raise RuleViolation naming the field if the links that are wanted lead back to the Maßnahme itself.

    Args:
        massnahme_id: the Maßnahme whose links are set.
        braucht: ids of the Maßnahmen it is to need.
        vorgaenger: id of the Maßnahme it is to follow, or empty.
        kanten: all links as they are now; those of the Maßnahme itself are replaced.
        titel: titles by id, for the sentence.
    """
    if massnahme_id in braucht:
        raise RuleViolation(
            _("Eine Maßnahme kann nicht sich selbst brauchen. Bitte das Kreuz wegnehmen."), feld="braucht"
        )
    if massnahme_id == vorgaenger:
        raise RuleViolation(
            _("Eine Maßnahme kann nicht ihr eigener Vorgänger sein. Bitte eine andere wählen."), feld="vorgaenger"
        )
    kept = {kante for kante in kanten if kante.von == massnahme_id}
    others = [kante for kante in kanten if kante.von != massnahme_id]
    wanted = [(Kante(massnahme_id, other), "braucht") for other in sorted(braucht)]
    if vorgaenger:
        wanted.append((Kante(massnahme_id, vorgaenger, folgt=True), "vorgaenger"))
    for kante, feld in wanted:
        # A circle that came with a file from elsewhere must not keep anybody from changing something else.
        way = None if kante in kept else find_way(others, kante.nach, massnahme_id)
        if way is not None:
            said = ", ".join(_say_way([kante, *way], titel))
            raise RuleViolation(
                _("Das ergäbe einen Kreis: {weg}. Bitte eine dieser Verbindungen weglassen.").format(weg=said),
                feld=feld,
            )


def _say_way(way: list[Kante], titel: Mapping[str, str]) -> list[str]:
    """Say every step of a way; of a long one the beginning and the end."""
    said = [_say(step, titel) for step in (way if len(way) <= WAY_MAX else [*way[: WAY_MAX - 1], way[-1]])]
    left = len(way) - len(said)
    if left:
        said.insert(-1, ngettext("… ({n} weitere) …", "… ({n} weitere) …", left).format(n=left))
    return said


def _say(kante: Kante, titel: Mapping[str, str]) -> str:
    sentence = _("„{eine}“ folgt auf „{andere}“") if kante.folgt else _("„{eine}“ braucht „{andere}“")
    return sentence.format(eine=titel.get(kante.von, "?"), andere=titel.get(kante.nach, "?"))


def describe(beziehungen: Beziehungen) -> list[tuple[str, str]]:
    """Return (name, text) of every link that is there, for reading."""
    felder = ", ".join(_name(feld) for feld in beziehungen.handlungsfelder)
    facts = [(_("Handlungsfelder"), felder), (_("Gebietskörperschaften"), ", ".join(map(_name, beziehungen.orte)))]
    facts += [(_("Braucht"), _verweis(other, wartet=True)) for other in beziehungen.braucht]
    facts += [(_("Gebraucht von"), _verweis(other)) for other in beziehungen.gebraucht_von]
    if beziehungen.vorgaenger is not None:
        facts.append((_("Vorgänger"), _verweis(beziehungen.vorgaenger)))
    facts += [(_("Nachfolger"), _verweis(other)) for other in beziehungen.nachfolger]
    return [(name, text) for name, text in facts if text]


def _name(zuordnung: Zuordnung) -> str:
    return zuordnung.name + (" ≈" if zuordnung.angenommen else "")


def _verweis(other: Verweis, *, wartet: bool = False) -> str:
    state = label(other.status)
    if wartet:
        state = f"✓ {state}" if other.erledigt else _("noch nicht fertig: {stand}").format(stand=state)
    note = f" – {other.notiz}" if other.notiz else ""
    return f"{other.titel} ({state}){note}"
