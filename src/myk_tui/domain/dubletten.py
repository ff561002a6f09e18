"""Twins among the ideas: which titles mean the same, and what is kept when two ideas become one.

The contest of 2021, the Ideenspeicher and the Maßnahmen name the same app three
times (https://myk10.de/node/63), so that merging without losing where an idea
came from matters.  Nothing is deleted: the twin stays as it was, with the state
Dublette and a reference to the idea that was kept.  A kept idea is never a
Dublette itself, so there are neither chains nor circles.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.domain.ideenspeicher import OPEN
from myk_tui.domain.kalender import show_date
from myk_tui.domain.text import TEXT_MAX, fold, letters
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

THRESHOLD = 78
"""From how many percent on two titles are probably the same idea."""

PART_LETTERS, PART_SIMILARITY = 7, 80
"""A title whose words all stand in the other one is as similar as this, unless it is very short („App“)."""

TYPED_LETTERS = 4
"""From how many letters on a title that is being typed is compared."""

SUPPORT_MAX = 1_000_000

FILLERS = frozenset(
    {
        *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einer", "eines", "einem"),
        *("und", "oder", "am", "an", "auf", "aus", "bei", "beim", "fur", "im", "in", "mit", "per", "uber"),
        *("um", "vom", "von", "zu", "zum", "zur", "beispiel"),
    }
)
"""Folded words that say nothing about an idea; invented ones are called „Beispiel: …“."""

_TIE = re.compile(r"(?<=\w)-(?=\w)")
"""A hyphen inside a compound: Mitfahr-Bank."""

_REACHED = {IdeeStatus.ABGELEHNT: -1, IdeeStatus.NEU: 0, IdeeStatus.GEEIGNET: 2, IdeeStatus.UEBERNOMMEN: 3}
"""How far an idea has come; all other states are in the middle."""

_EMPTY = (None, "", "unbekannt")
_FILLED: tuple[tuple[str, ...], ...] = (
    ("herkunft",),
    ("treffen_id",),
    ("ideengeber_art",),
    ("ort_id", "ort_text"),
    ("mitwirken",),
    ("eingang",),
    ("zielbild_id", "loesung_id"),
    ("herkunft_massnahme_id",),
    ("interne_notiz",),
    ("quelle",),
)
"""Fields that the kept idea takes over where it has none itself; what stands together is taken over together."""


@dataclass(frozen=True)
class Vergleichsform:
    """A title as it is compared: folded, without punctuation and without words that say nothing.

    Attributes:
        woerter: its words in alphabetical order, so that their order in the title does not matter.
        dicht: its letters without gaps: Mitfahr Bank is Mitfahrbank.
    """

    woerter: str
    dicht: str

    @property
    def zahlen(self) -> frozenset[str]:
        """The numbers in it: „Workshop 2025“ and „Workshop 2026“ are two ideas."""
        return frozenset(re.findall(r"\d+", self.woerter))


@dataclass(frozen=True)
class Zwilling:
    """An idea that is probably the same as another one.

    Attributes:
        aehnlichkeit: 0 to 100.
        massnahme: whether it is the origin of a Maßnahme.
        bewertet: whether it has points.
    """

    id: str
    titel: str
    aehnlichkeit: int
    status: IdeeStatus
    herkunft: str
    eingang: date | None
    unterstuetzer: int
    massnahme: bool = False
    bewertet: bool = False


class Paar(NamedTuple):
    """Two ideas that are probably the same, the older one first."""

    erste_id: str
    zweite_id: str
    erste: str
    zweite: str
    aehnlichkeit: int

    @property
    def schluessel(self) -> str:
        """By which a pair is remembered that is none, whichever idea comes first."""
        return "|".join(sorted((self.erste_id, self.zweite_id)))


def compared(titel: str) -> tuple[Vergleichsform, ...]:
    """Return the forms in which a title is compared: one, or two if words are tied by hyphens."""
    return compared_folded(fold(titel))


def compared_folded(folded: str) -> tuple[Vergleichsform, ...]:
    """Return the forms of a title that is folded already."""
    tied = _TIE.sub("", folded) if "-" in folded else folded
    return (_form(folded),) if tied == folded else (_form(folded), _form(tied))


def _form(folded: str) -> Vergleichsform:
    words = re.findall(r"\w+", folded)
    words = [word for word in words if word not in FILLERS] or words
    return Vergleichsform(" ".join(sorted(words)), "".join(words))


def similarity(one: Vergleichsform, other: Vergleichsform, *, words: float, order: float, dense: float) -> int:
    """Return how similar two titles are, 0 to 100.

    Args:
        one: a title.
        other: another one.
        words: percent for the common words, 100 if all words of one are in the other.
        order: percent for all words, whatever their order.
        dense: percent for the letters without gaps.
    """
    if one.zahlen and other.zahlen and one.zahlen != other.zahlen:
        return 0
    found = max((words + order) / 2, dense)
    if words >= 100 and min(len(one.dicht), len(other.dicht)) >= PART_LETTERS:
        found = max(found, PART_SIMILARITY)
    return int(found)


def ranked(twins: Iterable[Zwilling]) -> list[Zwilling]:
    """Return probable twins, the most similar first, then those still open, then the newest."""
    likely = [twin for twin in twins if twin.aehnlichkeit >= THRESHOLD]
    likely.sort(key=lambda twin: (twin.eingang or date.min, twin.id), reverse=True)
    likely.sort(key=lambda twin: (-twin.aehnlichkeit, twin.status not in OPEN))
    return likely


def stays(here: Zwilling, other: Zwilling) -> tuple[Zwilling, Zwilling]:
    """Return (idea that is kept, idea that becomes the Dublette).

    Kept is the one that is further along: what was decided and scored must not be lost to an idea that was just called
    in. Else it is the one one stands on.
    """
    return (other, here) if _how_far(other) > _how_far(here) else (here, other)


def _how_far(idee: Zwilling) -> tuple[bool, int, bool]:
    return idee.massnahme, _REACHED.get(idee.status, 1), idee.bewertet


def check_merge(behalten: Mapping[str, Any], dublette: Mapping[str, Any], *, massnahme: bool, gewaehlt: bool) -> None:
    """Raise RuleViolation unless ``dublette`` may become a twin of ``behalten``.

    Args:
        behalten: row of the idea that is kept.
        dublette: row of the other one.
        massnahme: whether the other one is the origin of a Maßnahme.
        gewaehlt: whether the other one is chosen in a decision of a sprint that is not closed.
    """
    if behalten["id"] == dublette["id"]:
        raise RuleViolation(_("Eine Idee kann nicht ihre eigene Dublette sein. Bitte eine andere wählen."))
    for row in (behalten, dublette):
        if row["status"] == IdeeStatus.DUBLETTE:
            raise RuleViolation(
                _("„{titel}“ ist schon eine Dublette. Bitte die Idee nehmen, die dafür behalten wurde.").format(
                    titel=row["titel"]
                )
            )
    if behalten["status"] == IdeeStatus.ABGELEHNT:
        raise RuleViolation(
            _("„{titel}“ ist abgelehnt. Bitte zuerst ihren Stand ändern oder die andere Idee behalten.").format(
                titel=behalten["titel"]
            )
        )
    if massnahme or dublette["status"] == IdeeStatus.UEBERNOMMEN:
        raise RuleViolation(
            _("„{titel}“ ist die Herkunft einer Maßnahme und bleibt eigenständig. Bitte diese Idee behalten.").format(
                titel=dublette["titel"]
            )
        )
    if gewaehlt:
        raise RuleViolation(
            _(
                "„{titel}“ ist in einer laufenden Entscheidung gewählt. Bitte diese Idee behalten oder erst den Sprint abschließen."
            ).format(titel=dublette["titel"])
        )


def merged(behalten: Mapping[str, Any], dublette: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of the kept idea that change when the other one becomes its twin.

    Supporters are added, empty fields are filled, the description of the twin
    follows under a heading that says where it came from. Raises RuleViolation
    if that does not fit.
    """
    total = behalten["unterstuetzer"] + dublette["unterstuetzer"]
    if total > SUPPORT_MAX:
        raise RuleViolation(
            _("Zusammen wären es mehr als {n} Unterstützende. Bitte die Zahlen prüfen.").format(n=SUPPORT_MAX)
        )
    text = "\n\n".join(part for part in (behalten["beschreibung"], passage(dublette)) if part)
    if letters(text) > TEXT_MAX:
        raise RuleViolation(
            _("Beide Beschreibungen zusammen sind zu lang. Bitte zuerst eine kürzen, dann noch einmal zusammenführen.")
        )
    values: dict[str, Any] = {"unterstuetzer": total, "beschreibung": text}
    for group in _FILLED:
        if all(behalten[name] in _EMPTY for name in group):
            values |= {name: dublette[name] for name in group}
    return values


def released(behalten: Mapping[str, Any], dublette: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of the kept idea that change when the twin is on its own again.

    Its supporters go with it, and its passage as far as nobody has changed it; filled fields stay.
    """
    return {
        "unterstuetzer": max(0, behalten["unterstuetzer"] - dublette["unterstuetzer"]),
        "beschreibung": _without_passage(behalten["beschreibung"], passage(dublette)),
    }


def passage(dublette: Mapping[str, Any]) -> str:
    """Return what the description of the kept idea says about a twin: its origin, then its text."""
    day = dublette["eingang"] and show_date(date.fromisoformat(dublette["eingang"]))
    origin = ", ".join(part for part in (dublette["herkunft"], day, dublette["quelle"]) if part)
    heading = _("Zusammengeführt mit „{titel}“").format(titel=dublette["titel"])
    named = f"{heading} ({origin})" if origin else heading
    # Without a text nothing follows, so there is no colon.
    return f"{named}:\n{dublette['beschreibung']}" if dublette["beschreibung"] else f"{named}."


def consequences(behalten: str, dublette: Zwilling, twins: Sequence[str] = ()) -> list[str]:
    """Say in sentences what merging will do, before it is done."""
    lines = [
        _("Behalten wird: „{titel}“").format(titel=behalten),
        _("Dublette wird: „{titel}“").format(titel=dublette.titel),
        "",
        _("Herkunft und Beschreibung der Dublette stehen danach unter der Beschreibung der anderen."),
        _("Die Unterstützenden zählen zusammen, Handlungsfelder kommen dazu, leere Felder werden ergänzt."),
    ]
    if dublette.bewertet:
        lines.append(_("Die Punkte der Dublette gehen nicht mit."))
    if twins:
        lines.append(_("Auch ihre Dubletten kommen mit: {titel}").format(titel=", ".join(twins)))
    lines.append(_("Gelöscht wird nichts: u nimmt es zurück, z auf der Dublette löst sie später wieder."))
    return lines


def _without_passage(text: str, part: str) -> str:
    """Return ``text`` without a passage; before version 1.0 one without a text of its own ended in a colon."""
    found = _without(text, part)
    return found if found != text or not part.endswith(".") else _without(text, part[:-1] + ":")


def _without(text: str, part: str) -> str:
    """Return ``text`` without the paragraphs ``part``; as it is if they do not stand there any more."""
    if text == part:
        return ""
    if text.startswith(f"{part}\n\n"):
        return text[len(part) + 2 :]
    place = text.rfind(f"\n\n{part}")
    end = place + 2 + len(part)
    if place < 0 or text[end : end + 2] not in ("", "\n\n"):
        return text
    return text[:place] + text[end:]
