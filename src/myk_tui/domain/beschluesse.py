"""Decisions that were made: read them again with all that belongs to them, and correct them by a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from myk_tui.domain.begriffe import EntscheidungStatus, Methode, Urteil, Verbleib, Wahl, label
from myk_tui.domain.entscheidung import STAYS, Schritt
from myk_tui.domain.felder import every_field, refuse
from myk_tui.domain.kalender import show_date
from myk_tui.domain.stimmungsbild import Stimmungsbild
from myk_tui.domain.stimmungsbild_ergebnis import dissent_lines
from myk_tui.domain.stimmungsbild_ergebnis import lines_of as mood_lines
from myk_tui.domain.text import clean_text
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

VERSION_MAX = 999
"""The largest version that the schema allows."""

OHNE = Stimmungsbild(Methode.OHNE)
"""What stands for a decision that was not voted on."""

CORRECTABLE = ("zeile", "verbleib", "grund", "lernen")
"""Texts of a line that a correction may change, as the first part of their keys; the choice itself stays."""


@dataclass(frozen=True)
class Beschlusszeile:
    """What was decided for one team.

    Attributes:
        was: the choice with the Maßnahme or idea it is about.
        alt: what the team worked on before.
        urteil: whether its Sprintziel was reached, said before the choice.
    """

    id: str
    team: str
    was: str
    sprintziel: str
    begruendung: str
    grund: str
    lernen: str
    wahl: Wahl | None = None
    alt: str = ""
    verbleib: Verbleib | None = None
    schwerpunkt: bool = False
    urteil: Urteil | None = None
    urteil_grund: str = ""
    vertagt_bis: date | None = None

    @property
    def geht(self) -> bool:
        """Whether the team leaves a Maßnahme, so that something becomes of it."""
        return bool(self.alt) and self.wahl not in STAYS


@dataclass(frozen=True)
class Beschluss:
    """One version of a decision that has a number.

    Attributes:
        nummer: „Beschluss 2026-07“; the same in all versions.
        sprint: name of the quarter at whose end it was made.
        gefasst: day on which this version was made.
        abgeschlossen: whether the sprint is closed; before, a decision is opened again instead.
        frage: what was asked; empty means the usual question.
        treffen: title, day and place of the meeting; empty if it was made in none.
        wiedervorlage: day on which it is looked at again.
        jahr: of its number, for the statistics.
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
    sprint_id: str = ""
    frage: str = ""
    treffen: str = ""
    wiedervorlage: date | None = None
    bild: Stimmungsbild = OHNE
    jahr: int = 0

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


def usual_question(zielbild: str) -> str:
    """Return the question of every decision unless another is written down."""
    return _("Woran arbeitet „{zielbild}“ im nächsten Sprint?").format(zielbild=zielbild)


def lines_of(beschluss: Beschluss, fassungen: Sequence[Beschluss] = ()) -> list[str]:
    """Return a decision as lines to read, with everything that has to stand up before others.

    ``fassungen`` are all versions of it; then what this one changed is said,
    from what to what. Texts of several lines are broken up.
    """
    lines = []
    if not beschluss.gilt:
        lines += [_("Diese Fassung ist durch eine spätere ersetzt."), ""]
    lines += _told(_("Frage"), beschluss.frage or usual_question(beschluss.zielbild))
    if beschluss.gefasst is not None:
        lines.append(_("Gefasst am {tag}").format(tag=show_date(beschluss.gefasst)))
    lines += _told(_("Treffen"), beschluss.treffen or _("in keinem Treffen, steht in keinem Protokoll"))
    lines += ["", *_mood(beschluss.bild), ""]
    for zeile in beschluss.zeilen:
        lines += [*_line(zeile), ""]
    lines += _told(_("Begründung des Beschlusses"), beschluss.begruendung)
    lines += _told(_("Förderprüfung bei Beschluss"), "\n".join(beschluss.bild.pruefung))
    lines += _told(_("Nächster formaler Schritt"), beschluss.schritt.satz or _("keiner festgehalten"))
    if beschluss.wiedervorlage is not None:
        lines.append(_("Wiedervorlage am {tag}").format(tag=show_date(beschluss.wiedervorlage)))
    return lines + _versions(beschluss, fassungen)


def _mood(bild: Stimmungsbild) -> list[str]:
    """Return what was up for choice, by which rule, with which numbers, and who did not agree."""
    if bild.methode is Methode.OHNE:
        return [_("Methode: {name}").format(name=label(Methode.OHNE))]
    rule, *more = mood_lines(bild)
    lines = [_("Zur Wahl: {namen}").format(namen=" / ".join(bild.optionen))] if bild.optionen else []
    lines += [_("Methode: {name}").format(name=rule), *(f"  {line}" for line in more)]
    if not bild.vollstaendig:
        lines.append("  " + _("nicht zu Ende geführt"))
    against = dissent_lines(bild)
    return lines + _told(_("Nicht einverstanden"), "\n".join(against) or _("niemand festgehalten"))


def _line(zeile: Beschlusszeile) -> list[str]:
    first = _(" (Schwerpunkt)") if zeile.schwerpunkt else ""
    lines = [f"{zeile.team}: {zeile.was}{first}"]
    verdict = "" if zeile.urteil is None else label(zeile.urteil)
    becomes = label(zeile.verbleib) if zeile.verbleib is not None and zeile.geht else ""
    for name, text in (
        (_("Sprintziel bisher"), " – ".join(filter(None, (verdict, zeile.urteil_grund)))),
        (_("Verbleib von „{titel}“").format(titel=zeile.alt), becomes),
        (_("Grund"), zeile.grund),
        (_("Gelernt"), zeile.lernen),
        (_("Vertagt bis"), "" if zeile.vertagt_bis is None else show_date(zeile.vertagt_bis)),
        (_("Sprintziel"), zeile.sprintziel),
        (_("Begründung"), zeile.begruendung),
    ):
        lines += _told(name, text, "  ")
    return lines


def _versions(beschluss: Beschluss, fassungen: Sequence[Beschluss]) -> list[str]:
    ordered = sorted(fassungen, key=lambda each: each.version)
    if len(ordered) < 2:
        return []
    before = next((each for each in ordered if each.version == beschluss.version - 1), None)
    lines = [""]
    if before is not None:
        lines.append(_("Geändert gegenüber Fassung {n}:").format(n=before.version))
        lines += [f"  {line}" for line in changes(before, beschluss)] or ["  " + _("nur der Anlass festgehalten")]
    for each in ordered:
        day = "" if each.gefasst is None else show_date(each.gefasst)
        lines.append(_("Fassung {n} vom {tag}").format(n=each.version, tag=day))
    return lines


def changes(before: Beschluss, after: Beschluss) -> list[str]:
    """Return what a correction changed, each as „name: from → to“."""
    added = after.begruendung.removeprefix(before.begruendung)
    reason_only = after.begruendung.startswith(before.begruendung) and _is_note(added)
    pairs = [
        (_("Frage"), before.frage or usual_question(before.zielbild), after.frage or usual_question(after.zielbild)),
        (_("Begründung des Beschlusses"), before.begruendung, before.begruendung if reason_only else after.begruendung),
        (_("Nächster formaler Schritt"), before.schritt.satz, after.schritt.satz),
        (_("Wiedervorlage"), _day(before.wiedervorlage), _day(after.wiedervorlage)),
        (_("Stimmungsbild"), "; ".join(mood_lines(before.bild)), "; ".join(mood_lines(after.bild))),
    ]
    for old, new in zip(before.zeilen, after.zeilen, strict=False):
        pairs += [
            (f"{new.team}, {name}", one, other)
            for name, one, other in (
                (_("Verbleib"), _word(old.verbleib), _word(new.verbleib)),
                (_("Grund"), old.grund, new.grund),
                (_("Gelernt"), old.lernen, new.lernen),
                (_("Begründung"), old.begruendung, new.begruendung),
            )
        ]
    return [
        f"{name}: {_one_line(one) or '–'} → {_one_line(other) or '–'}" for name, one, other in pairs if one != other
    ]


def _is_note(text: str) -> bool:
    """Whether a text is only the day and cause of a correction, which ``corrected`` puts below the reason."""
    head = _("Korrigiert am {tag}: {anlass}").split("{", 1)[0]
    return text.strip().startswith(head)


def _one_line(text: str) -> str:
    return " / ".join(text.split("\n"))


def _day(day: date | None) -> str:
    return "" if day is None else show_date(day)


def _word(word: Verbleib | None) -> str:
    return "" if word is None else label(word)


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

    Raises RuleViolations naming the fields if the cause is missing, or the reason or both together are too long.
    """
    with every_field() as field:
        with field():
            clean_text(begruendung, feld="begruendung", name=_("Begründung"))
        with field():
            cause = clean_text(anlass, feld="anlass", name=_("Anlass der Korrektur"), required=True)
    note = _("Korrigiert am {tag}: {anlass}").format(tag=show_date(tag), anlass=cause)
    return clean_text("\n".join(filter(None, (begruendung, note))), feld="begruendung", name=_("Begründung"))


def check_fields(beschluss: Beschluss, werte: Mapping[str, str]) -> None:
    """Raise RuleViolation if a text names a team that this decision does not know (any more), or a reason is missing."""
    known = {zeile.id: zeile for zeile in beschluss.zeilen}
    parts = [key.partition("-") for key in werte]
    if not {row_id for name, _dash, row_id in parts if name in CORRECTABLE} <= set(known):
        raise RuleViolation(_("Dieser Beschluss wurde inzwischen geändert. Bitte neu öffnen."))
    faults = []
    for row_id, zeile in known.items():
        becomes = werte.get(f"verbleib-{row_id}", "" if zeile.verbleib is None else zeile.verbleib.value)
        if becomes == Verbleib.EINGESTELLT and not werte.get(f"grund-{row_id}", zeile.grund).strip():
            text = _("{team}: Warum wird „{titel}“ eingestellt? Bitte den Grund eintragen.")
            faults.append((f"grund-{row_id}", text.format(team=zeile.team, titel=zeile.alt)))
    refuse(faults)
