"""What was chosen for the teams, held against what came first in the Stimmungsbild."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from myk_tui.domain.begriffe import Methode, Wahl
from myk_tui.domain.entscheidung import STAYS, Entscheidung, Zeile
from myk_tui.domain.stimmungsbild import UNCHANGED, Stimmungsbild
from myk_tui.domain.stimmungsbild_ergebnis import accepted, winners
from myk_tui.i18n import _, ngettext


@dataclass(frozen=True)
class Gewaehlt:
    """What was chosen for a team: the title of what it has, and of what it takes up; empty if there is none."""

    wahl: Wahl | None
    alt: str = ""
    neu: str = ""


def carried_on(titel: str) -> str:
    """Return how the present Maßnahme stands among the options."""
    return _("{titel} (weiterverfolgen)").format(titel=titel)


def keeps(zeile: Zeile, option: str) -> bool:
    """Whether an option means that the team of a line carries on with what it has."""
    return _keeps("" if zeile.alt is None else zeile.alt.massnahme, option)


def _keeps(alt: str, option: str) -> bool:
    return option == _(UNCHANGED) or (bool(alt) and option in (alt, carried_on(alt)))


def against_vote(entscheidung: Entscheidung, bild: Stimmungsbild) -> str:
    """Say that something else was chosen than what came first; empty if it was not, or nobody can tell.

    A decision may differ from the mood of the round, with a reason: this warns and never blocks.
    """
    said = differs_from_vote([_gewaehlt(zeile) for zeile in entscheidung.zeilen], bild)
    return said if not said or entscheidung.beschlossen else said + " " + _("Warum, gehört in die Begründung (g).")


def _gewaehlt(zeile: Zeile) -> Gewaehlt:
    alt, neu = zeile.alt, zeile.neu
    return Gewaehlt(zeile.wahl, "" if alt is None else alt.massnahme, "" if neu is None else neu.titel)


def differs_from_vote(gewaehlt: Sequence[Gewaehlt], bild: Stimmungsbild) -> str:
    """Say the same of what was chosen for all teams of a Zielbild, in one sentence.

    Options in words of their own stand for no Maßnahme, and of those nothing is said.
    """
    if bild.methode in (Methode.OHNE, Methode.KONSENT) or not (bild.aufgedeckt and bild.vollstaendig):
        return ""
    chosen = [option for option in bild.optionen if any(_chosen(team, option) for team in gewaehlt)]
    ahead = _ahead(bild)
    if not chosen or set(chosen) & set(ahead):
        return ""
    # „Alles bleibt, wie es ist“ is named only where no option is the very thing that was chosen
    chosen = [option for option in chosen if option != _(UNCHANGED)] or chosen
    if not ahead:
        return _("Keine Mehrheit hatte, was gewählt ist: {gewaehlt}.").format(gewaehlt=_quoted(chosen))
    said = ngettext(
        "Vorn lag {vorn}, gewählt ist {gewaehlt}.", "Vorn lagen {vorn}, gewählt ist {gewaehlt}.", len(ahead)
    )
    return said.format(vorn=_quoted(ahead), gewaehlt=_quoted(chosen))


def _chosen(team: Gewaehlt, option: str) -> bool:
    if team.wahl in STAYS:
        return _keeps(team.alt, option)
    return team.wahl is Wahl.WECHSELN and bool(team.neu) and team.neu == option


def _ahead(bild: Stimmungsbild) -> tuple[str, ...]:
    """Return what came first; of hands everything that has the majority, for each was asked by itself."""
    if bild.methode is not Methode.HANDZEICHEN:
        return winners(bild)
    counted = zip(bild.optionen, bild.werte, strict=True)
    return tuple(option for option, values in counted if accepted(bild, values))


def _quoted(options: Iterable[str]) -> str:
    return ", ".join(_("„{name}“").format(name=option) for option in options)
