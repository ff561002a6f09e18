"""What is half typed into a form of the decision: kept while it is typed, and put into the decision after a crash."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from myk_tui.errors import MykError, RuleViolations
from myk_tui.screens.formularfelder import Feld

if TYPE_CHECKING:
    from myk_tui.services.verlauf import VerlaufService

TYPED = "formular"
"""Under this name stands what is half typed in the form that is open; of a form that was left there is nothing."""

Werte = dict[str, str]


def keeper(verlauf: "VerlaufService", stelle: str, felder: Sequence[Feld]) -> Callable[[Werte], None]:
    """Return what keeps the values of a form that have been changed, with what stood there before."""
    first = {feld.key: feld.wert for feld in felder}

    def keep(werte: Werte) -> None:
        changed = {key: wert for key, wert in werte.items() if wert != first[key]}
        kept = {"stelle": stelle, "von": {key: first[key] for key in changed}, "werte": changed}
        verlauf.remember(TYPED, kept if changed else None)

    return keep


def half_typed(verlauf: "VerlaufService", stelle: str, felder: Sequence[Feld]) -> Werte:
    """Return by field what was half typed in the form of this place; not where something else was saved since."""
    kept = verlauf.remembered(TYPED)
    if not isinstance(kept, dict) or kept.get("stelle") != stelle:
        return {}
    first, typed = kept["von"], kept["werte"]
    return {feld.key: typed[feld.key] for feld in felder if feld.key in typed and first.get(feld.key) == feld.wert}


def begun(verlauf: "VerlaufService", stelle: str, felder: Sequence[Feld]) -> tuple[Feld, ...]:
    """Return the fields of a form with what was half typed in them and could not become a draft."""
    typed = half_typed(verlauf, stelle, felder)
    return tuple(replace(feld, angefangen=typed.get(feld.key)) for feld in felder)


def recover(
    verlauf: "VerlaufService", stelle: str, felder: Sequence[Feld], behalten: Callable[[Werte], object]
) -> None:
    """Make what was half typed when the app was killed a draft; what cannot be one stays for the form itself."""
    typed = half_typed(verlauf, stelle, felder)
    if not typed:
        return
    try:
        behalten(typed)
    except RuleViolations as error:
        wrong = {key for key, _said in error.fehler}
        keeper(verlauf, stelle, felder)(
            {feld.key: typed[feld.key] if feld.key in wrong & typed.keys() else feld.wert for feld in felder}
        )
    except MykError:
        return  # the form shows it all the same
    else:
        verlauf.remember(TYPED, None)
