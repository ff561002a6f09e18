"""Decisions that were made: read them again, and correct them by a new version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from myk_tui.domain.begriffe import EntscheidungStatus
from myk_tui.domain.entscheidung import Schritt
from myk_tui.domain.kalender import show_date
from myk_tui.domain.text import clean_text
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

VERSION_MAX = 999
"""The largest version that the schema allows."""


@dataclass(frozen=True)
class Beschlusszeile:
    """What was decided for one team.

    Attributes:
        was: the choice with the Maßnahme or idea it is about.
    """

    id: str
    team: str
    was: str
    sprintziel: str
    begruendung: str
    grund: str
    lernen: str


@dataclass(frozen=True)
class Beschluss:
    """One version of a decision that has a number.

    Attributes:
        nummer: „Beschluss 2026-07“; the same in all versions.
        sprint: name of the quarter at whose end it was made.
        gefasst: day on which this version was made.
        abgeschlossen: whether the sprint is closed; before, a decision is opened again instead.
    """

    id: str
    nummer: str
    version: int
    status: EntscheidungStatus
    sprint: str
    zielbild: str
    gefasst: date | None
    abgeschlossen: bool
    begruendung: str
    schritt: Schritt
    zeilen: tuple[Beschlusszeile, ...]

    @property
    def gilt(self) -> bool:
        """Whether this is the version that counts."""
        return self.status is EntscheidungStatus.BESCHLOSSEN

    @property
    def kopf(self) -> str:
        """One line that names it: number, version, Zielbild and sprint."""
        state = "" if self.gilt else _(" (ersetzt)")
        version = _("Fassung {n}").format(n=self.version)
        return f"{self.nummer}, {version}{state} · {self.zielbild} · {self.sprint}"


def lines_of(beschluss: Beschluss) -> list[str]:
    """Return a decision as lines to read; texts of several lines are broken up."""
    lines = []
    if not beschluss.gilt:
        lines += [_("Diese Fassung ist durch eine spätere ersetzt."), ""]
    if beschluss.gefasst is not None:
        lines += [_("Gefasst am {tag}").format(tag=show_date(beschluss.gefasst)), ""]
    for zeile in beschluss.zeilen:
        lines.append(f"{zeile.team}: {zeile.was}")
        for name, text in (
            (_("Sprintziel"), zeile.sprintziel),
            (_("Begründung"), zeile.begruendung),
            (_("Grund"), zeile.grund),
            (_("Gelernt"), zeile.lernen),
        ):
            lines += _told(name, text, "  ")
        lines.append("")
    lines += _told(_("Begründung des Beschlusses"), beschluss.begruendung)
    return lines + _told(_("Nächster formaler Schritt"), beschluss.schritt.satz)


def _told(name: str, text: str, indent: str = "") -> list[str]:
    if not text:
        return []
    first, *more = text.split("\n")
    return [f"{indent}{name}: {first}", *(f"{indent}  {line}" for line in more)]


def check_correctable(beschluss: Beschluss) -> None:
    """Raise RuleViolation unless a new version of this decision can be made."""
    if not beschluss.abgeschlossen:
        raise RuleViolation(_("Der Sprint läuft noch. Diesen Beschluss bitte mit o wieder öffnen und ändern."))
    if not beschluss.gilt:
        raise RuleViolation(_("Diese Fassung ist schon ersetzt. Bitte die neueste Fassung korrigieren."))
    if beschluss.version >= VERSION_MAX:
        raise RuleViolation(_("Von diesem Beschluss gibt es schon {n} Fassungen.").format(n=VERSION_MAX))


def corrected(begruendung: str, anlass: str, tag: date) -> str:
    """Return the reason of the new version, with the day and the cause of the correction below it.

    Raises RuleViolation naming the field if the cause is missing or both together are too long.
    """
    cause = clean_text(anlass, feld="anlass", name=_("Anlass der Korrektur"), required=True)
    note = _("Korrigiert am {tag}: {anlass}").format(tag=show_date(tag), anlass=cause)
    return clean_text("\n".join(filter(None, (begruendung, note))), feld="begruendung", name=_("Begründung"))


def check_fields(beschluss: Beschluss, werte: Mapping[str, str]) -> None:
    """Raise RuleViolation if a reason names a team that this decision does not know (any more)."""
    known = {zeile.id for zeile in beschluss.zeilen}
    if not {key.removeprefix("zeile-") for key in werte if key.startswith("zeile-")} <= known:
        raise RuleViolation(_("Dieser Beschluss wurde inzwischen geändert. Bitte neu öffnen."))
