"""Which formal steps open questions of the Förderprüfung lead to, before whom, and by when; a proposal, never a rule."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from myk_tui.domain.entscheidung import Schritt
from myk_tui.domain.feiertage import working_day_from, working_day_until
from myk_tui.domain.kalender import Quartal
from myk_tui.i18n import N_, _

GREMIEN = ("Kreisausschuss", "Kreistag", "BMWSB/KfW")
"""Who has to agree, in the order in which it is asked; sources: https://myk10.de/ueber-das-projekt/projektablauf,
funding rules of BMWSB and KfW."""

SCHRITTE = (
    ("gremienbeschluss", N_("Beschluss über die Maßnahme einholen"), "Kreisausschuss"),
    ("agenda_freigabe", N_("Aufnahme in die Digitale Agenda freigeben lassen"), "Kreistag"),
    ("weiterleitung", N_("Weiterleitung der Mittel an Dritte beschließen lassen"), "Kreistag"),
    ("eigenanteil", N_("Eigenanteil im Haushalt decken"), "Kreistag"),
    ("kostenart", N_("Förderfähigkeit der Kosten beim Fördergeber klären"), "BMWSB/KfW"),
    ("foerderzeitraum", N_("Ende der geförderten Leistung mit dem Fördergeber klären"), "BMWSB/KfW"),
)
"""Which step an open question leads to, in the order of the bodies; sources: the questions themselves name them."""

Open = tuple[str, AbstractSet[str]]
"""The title of a Maßnahme or an idea and its open questions, by their words."""


def due_days(quartal: Quartal, heute: date) -> dict[str, date]:
    """Return by when each body should have been asked: one after the other, a month each, in the coming quarter.

    If that has begun, all of them by its last working day.

    >>> [day.month for day in due_days(Quartal(2027, 1), date(2026, 11, 28)).values()]
    [1, 2, 3]
    """
    begin = quartal.beginn
    if begin <= heute:
        return dict.fromkeys(GREMIEN, working_day_until(quartal.ende))
    months = (begin.replace(month=begin.month + place) for place in range(len(GREMIEN)))
    return {gremium: working_day_from(month) for gremium, month in zip(GREMIEN, months, strict=True)}


def missing_steps(offen: Sequence[Open], tage: Mapping[str, date]) -> tuple[Schritt, ...]:
    """Return the formal steps that open questions lead to, the first one first; of several projects it says for which."""
    found = []
    for name, was, gremium in SCHRITTE:
        titles = [title for title, names in offen if name in names]
        if titles:
            told = _(was) if len(offen) == 1 else f"{_(was)} ({', '.join(titles)})"
            found.append(Schritt(told, gremium, tage[gremium]))
    return tuple(found)


def besides(schritte: Sequence[Schritt], festgehalten: Schritt) -> tuple[Schritt, ...]:
    """Return the steps that are still to be written down beside the one that is."""
    known = (festgehalten.was, festgehalten.gremium)
    return tuple(schritt for schritt in schritte if (schritt.was, schritt.gremium) != known)


def told_steps(schritte: Sequence[Schritt]) -> list[str]:
    """Say the steps, a sentence for each body and day.

    >>> told_steps([Schritt("Geld", "Kreistag"), Schritt("Vertrag", "Kreistag"), Schritt("Frist", "KfW")])
    ['Kreistag: Geld; Vertrag', 'KfW: Frist']
    """
    asked: dict[str, list[str]] = {}
    for schritt in schritte:
        asked.setdefault(replace(schritt, was="").satz, []).append(schritt.was)
    return [f"{whom}: {'; '.join(what)}" for whom, what in asked.items()]
