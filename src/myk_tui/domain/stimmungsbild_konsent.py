"""How a Konsent is led: stage by stage, objections with their answers, a changed proposal for the next round."""

from collections.abc import Sequence
from dataclasses import replace

from myk_tui.domain.felder import Fault, refuse
from myk_tui.domain.stimmungsbild import Einwand, Stimmungsbild
from myk_tui.domain.stimmungsbild_regeln import Stufe
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.i18n import _, ngettext

_ORDER = list(Stufe)


def next_stage(bild: Stimmungsbild) -> Stimmungsbild:
    """Return the Konsent one stage on, up to the question for objections.

    What follows there is never taken for granted: the question is answered by
    ``confirm`` or by an objection. Raises RuleViolation.
    """
    if not bild.vorschlag:
        raise RuleViolation(_("Noch kein Vorschlag. Bitte mit z eintragen, worüber gesprochen wird."))
    if bild.stufe in (Stufe.EINWAENDE, Stufe.GEFRAGT):
        raise RuleViolation(_("Jetzt wird nach Einwänden gefragt: n hält einen fest, j: niemand hat einen."))
    return replace(bild, stufe=_ORDER[_ORDER.index(bild.stufe) + 1])


def confirm(bild: Stimmungsbild) -> Stimmungsbild:
    """Return the Konsent after the question for objections, which nobody has (any more).

    Raises RuleViolation before the question was reached, or while an objection stands.
    """
    if not bild.vorschlag or bild.stufe is not Stufe.EINWAENDE:
        raise RuleViolation(_("Nach Einwänden wird erst nach den Meinungsrunden gefragt. Eingabe führt dorthin."))
    if bild.stehende:
        text = ngettext(
            "{n} Einwand steht noch. l hält fest, wie er gelöst ist, w macht einen geänderten Vorschlag.",
            "{n} Einwände stehen noch. l hält fest, wie sie gelöst sind, w macht einen geänderten Vorschlag.",
            len(bild.stehende),
        )
        raise RuleViolation(text.format(n=len(bild.stehende)))
    return replace(bild, stufe=Stufe.GEFRAGT)


def with_proposal(bild: Stimmungsbild, text: str) -> Stimmungsbild:
    """Return the Konsent with this wording; what was agreed to before has to be asked again."""
    if text == bild.vorschlag:
        return bild
    stage = Stufe.EINWAENDE if bild.stufe is Stufe.GEFRAGT else bild.stufe
    return replace(bild, vorschlag=text, stufe=stage)


def with_objection(bild: Stimmungsbild, place: int, text: str, loesung: str, *, geloest: bool) -> Stimmungsbild:
    """Return the Konsent with an objection changed; ``place`` after the last adds one.

    Without words an objection that is there goes, and a new one is refused.
    Raises RuleViolations naming ``text`` or ``loesung``, NotFound.
    """
    if place > len(bild.einwaende):
        raise NotFound(_("Diesen Einwand gibt es nicht mehr."))
    new = place == len(bild.einwaende)
    faults: list[Fault] = []
    if not text and new:
        faults.append(("text", _("Der Einwand fehlt. Bitte eintragen, was dagegen spricht und warum.")))
    if geloest and not loesung and (text or new):
        faults.append(("loesung", _("Wie wurde der Einwand gelöst? Bitte eintragen.")))
    refuse(faults)
    found = list(bild.einwaende)
    raised = bild.runde if new else found[place].runde
    found[place : place + 1] = [Einwand(text, loesung, geloest, raised)] if text else []
    changed = replace(bild, einwaende=tuple(found))
    again = bool(changed.stehende) and bild.stufe is Stufe.GEFRAGT
    return replace(changed, stufe=Stufe.EINWAENDE) if again else changed


def integrate(bild: Stimmungsbild, vorschlag: str, antworten: Sequence[str]) -> Stimmungsbild:
    """Return the next round: the objections that stand are answered by a changed proposal.

    ``antworten`` one per objection that stands: how the new proposal takes it
    up. The proposal before is kept with its round.

    >>> from myk_tui.domain.begriffe import Methode
    >>> asked = Stimmungsbild(
    ...     Methode.KONSENT, vorschlag="Zehn Bänke", stufe=Stufe.EINWAENDE, einwaende=(Einwand("Zu teuer"),)
    ... )
    >>> changed = integrate(asked, "Fünf Bänke", ["halb so viele"])
    >>> changed.runde, changed.fruehere, changed.stufe.value, changed.einwaende[0].geloest
    (2, ((1, 'Zehn Bänke'),), 'vorstellen', True)

    Raises RuleViolations naming ``vorschlag`` or ``antwort-N``.
    """
    faults: list[Fault] = []
    if not vorschlag or vorschlag == bild.vorschlag:
        faults.append(("vorschlag", _("Bitte den geänderten Vorschlag eintragen; der alte bleibt lesbar.")))
    faults += [
        (f"antwort-{place}", _("Wie nimmt der neue Vorschlag diesen Einwand auf? Bitte eintragen."))
        for place, _einwand in enumerate(bild.stehende)
        if place >= len(antworten) or not antworten[place]
    ]
    refuse(faults)
    answers = iter(antworten)
    solved = tuple(
        einwand if einwand.geloest else replace(einwand, loesung=next(answers), geloest=True)
        for einwand in bild.einwaende
    )
    return replace(
        bild,
        vorschlag=vorschlag,
        fruehere=(*bild.fruehere, (bild.runde, bild.vorschlag)),
        einwaende=solved,
        runde=bild.runde + 1,
        stufe=Stufe.VORSTELLEN,
    )
