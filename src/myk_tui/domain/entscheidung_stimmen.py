"""What was chosen for the teams, held against what came first in the Stimmungsbild."""

from collections.abc import Iterable

from myk_tui.domain.begriffe import Methode, Wahl
from myk_tui.domain.entscheidung import STAYS, Entscheidung, Zeile
from myk_tui.domain.stimmungsbild import UNCHANGED, Stimmungsbild
from myk_tui.domain.stimmungsbild_ergebnis import accepted, winners
from myk_tui.i18n import _, ngettext


def carried_on(titel: str) -> str:
    """Return how the present Maßnahme stands among the options."""
    return _("{titel} (weiterverfolgen)").format(titel=titel)


def keeps(zeile: Zeile, option: str) -> bool:
    """Whether an option means that the team of a line carries on with what it has."""
    return option == _(UNCHANGED) or (
        zeile.alt is not None and option in (zeile.alt.massnahme, carried_on(zeile.alt.massnahme))
    )


def against_vote(entscheidung: Entscheidung, bild: Stimmungsbild) -> str:
    """Say that something else was chosen than what came first; empty if it was not, or nobody can tell.

    A decision may differ from the mood of the round, with a reason: this warns and never blocks. Options in words
    of their own stand for no Maßnahme, and of those nothing is said.
    """
    if bild.methode in (Methode.OHNE, Methode.KONSENT) or not (bild.aufgedeckt and bild.vollstaendig):
        return ""
    chosen = [option for option in bild.optionen if any(_chosen(zeile, option) for zeile in entscheidung.zeilen)]
    ahead = _ahead(bild)
    if not chosen or set(chosen) & set(ahead):
        return ""
    why = "" if entscheidung.beschlossen else " " + _("Warum, gehört in die Begründung (g).")
    if not ahead:
        return _("Keine Mehrheit hatte, was gewählt ist: {gewaehlt}.").format(gewaehlt=_quoted(chosen)) + why
    said = ngettext(
        "Vorn lag {vorn}, gewählt ist {gewaehlt}.", "Vorn lagen {vorn}, gewählt ist {gewaehlt}.", len(ahead)
    )
    return said.format(vorn=_quoted(ahead), gewaehlt=_quoted(chosen)) + why


def _chosen(zeile: Zeile, option: str) -> bool:
    if zeile.wahl in STAYS:
        return keeps(zeile, option)
    return zeile.wahl is Wahl.WECHSELN and zeile.neu is not None and zeile.neu.titel == option


def _ahead(bild: Stimmungsbild) -> tuple[str, ...]:
    """Return what came first; of hands everything that has the majority, for each was asked by itself."""
    if bild.methode is not Methode.HANDZEICHEN:
        return winners(bild)
    counted = zip(bild.optionen, bild.werte, strict=True)
    return tuple(option for option, values in counted if accepted(bild, values))


def _quoted(options: Iterable[str]) -> str:
    return ", ".join(_("„{name}“").format(name=option) for option in options)
