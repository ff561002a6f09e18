"""The end of a sprint: per Zielbild it is decided what each Sprintteam works on next.

Source: „Nach jedem Sprint wird je Zielbild entschieden, um welche Einzelmaßnahme sich die
Sprintteams im kommenden Sprint kümmern“ — carry on, or take another one
(https://myk10.de/node/540).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from myk_tui.domain.begriffe import (
    EntscheidungStatus,
    MassnahmeStatus,
    TeamStatus,
    Verbleib,
    Wahl,
)
from myk_tui.domain.kalender import Quartal, show_date
from myk_tui.domain.sprintboard import Bedarf, Karte, SprintRef
from myk_tui.domain.typografie import long_date
from myk_tui.domain.unterstuetzung import Unterstuetzung
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext

STAYS = (Wahl.WEITERVERFOLGEN, Wahl.VERTAGEN)
"""Choices after which the team keeps its Maßnahme."""

GOES_ON = (Wahl.WEITERVERFOLGEN, Wahl.WECHSELN)
"""Choices after which the team has a new Sprintziel."""

TEAM_AFTER = {Wahl.RUHT: TeamStatus.RUHT, Wahl.AUFLOESEN: TeamStatus.AUFGELOEST}
"""State of the team itself after the sprint, where the choice changes it."""

KANDIDATEN_MAX = 100
"""How many ideas are offered to a team unless all are asked for: more than anybody reads in the evening."""

VERBLEIB_STATUS: dict[Verbleib, MassnahmeStatus] = {
    Verbleib.ABGESCHLOSSEN: MassnahmeStatus.ABGESCHLOSSEN,
    Verbleib.LAUFENDER_BETRIEB: MassnahmeStatus.LAUFENDER_BETRIEB,
    Verbleib.WARTET_AUF_FREIGABE: MassnahmeStatus.WARTET_AUF_FREIGABE,
    Verbleib.PAUSIERT: MassnahmeStatus.PAUSIERT,
    Verbleib.EINGESTELLT: MassnahmeStatus.EINGESTELLT,
    Verbleib.ZURUECK: MassnahmeStatus.EINGESTELLT,
}
"""State of a Maßnahme after its team has left it."""


@dataclass(frozen=True)
class Alt:
    """The Auftrag of the sprint that ends.

    Attributes:
        fortschritt: percent of the Maßnahme before the review.
        vorschlag: percent suggested from the finished cards.
        vorschlag_team: percent the team suggests on its result card; None: it suggests nothing.
        in_folge: in which sprint in a row the team works on it.
    """

    auftrag_id: str
    massnahme_id: str
    massnahme: str
    sprintziel: str
    fertig: int
    gesamt: int
    fortschritt: int
    vorschlag: int
    in_folge: int
    vorschlag_team: int | None = None

    @property
    def empfohlen(self) -> int:
        """Percent to begin the review with: what the team says, or else what its cards say."""
        return self.vorschlag if self.vorschlag_team is None else self.vorschlag_team


@dataclass(frozen=True)
class Kandidat:
    """Something a team can take up: an open Maßnahme or an idea.

    Attributes:
        art: ``massnahme`` or ``idee``.
        zusatz: one line on where it stands or comes from.
        hier: belongs to the Zielbild that is decided.
    """

    id: str
    art: str
    titel: str
    zusatz: str
    hier: bool = True


@dataclass(frozen=True)
class Zeile:
    """What is decided for one team: a line of the decision.

    Attributes:
        schwerpunkt: the one Maßnahme of the Zielbild that comes first in the coming sprint.
        erste_karten: first cards of the coming sprint, one per line.
        bedarf: what support the team needs, one per line, perhaps „finanziell: …“.
        vertagt_bis: by when it is decided after all.
        zweite: the team takes up one more Maßnahme beside the one it has.
    """

    id: str
    team_id: str
    team: str
    alt: Alt | None
    wahl: Wahl | None = None
    neu: Kandidat | None = None
    loesung_id: str | None = None
    loesung: str = ""
    verbleib: Verbleib | None = None
    grund: str = ""
    lernen: str = ""
    begruendung: str = ""
    sprintziel: str = ""
    fortschritt: int | None = None
    karten_mitnehmen: bool | None = None
    schwerpunkt: bool = False
    erste_karten: str = ""
    bedarf: str = ""
    vertagt_bis: date | None = None
    zweite: bool = False

    @property
    def takes_cards(self) -> bool:
        """Whether unfinished cards move on: where the team carries on, unless said otherwise."""
        if self.wahl is Wahl.VERTAGEN:
            return self.alt is not None
        if self.alt is None or self.wahl not in GOES_ON:
            return False
        return self.wahl is Wahl.WEITERVERFOLGEN if self.karten_mitnehmen is None else self.karten_mitnehmen


@dataclass(frozen=True)
class Schritt:
    """The formal step that is still missing after a decision: what, before which body, by when."""

    was: str = ""
    gremium: str = ""
    bis: date | None = None

    @property
    def satz(self) -> str:
        """Say it in one line; empty if nothing is missing."""
        return self._said(show_date)

    @property
    def satz_lang(self) -> str:
        """Say it as minutes do, with the month in letters."""
        return self._said(long_date)

    def _said(self, write: Callable[[date], str]) -> str:
        day = "" if self.bis is None else _("bis {tag}").format(tag=write(self.bis))
        body = "" if self.gremium in self.was else self.gremium
        return ", ".join(filter(None, (self.was, body, day)))


@dataclass(frozen=True)
class Pruefhinweis:
    """Where the Förderprüfung of something that was chosen stands.

    Attributes:
        satz: its state, by shape and word.
        fragen: knock-out questions that are open or answered no.
    """

    titel: str
    satz: str
    fragen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entscheidung:
    """The decision on one Zielbild, draft or decided.

    Attributes:
        id: None as long as nobody has begun it.
        nummer: „Beschluss 2026-07“ once it is decided, else empty.
        schritt: the formal step that is still missing.
        interne_notiz: only for the moderator; on no slide and in no minutes.
    """

    id: str | None
    zielbild_id: str
    zielbild: str
    status: EntscheidungStatus | None
    begruendung: str
    nummer: str
    zeilen: tuple[Zeile, ...]
    schritt: Schritt = Schritt()
    interne_notiz: str = ""

    @property
    def beschlossen(self) -> bool:
        """Whether it is decided, or postponed by a decision: nothing is left to do."""
        return self.status in (EntscheidungStatus.BESCHLOSSEN, EntscheidungStatus.VERTAGT)

    @property
    def vertagt(self) -> bool:
        """Whether every team of it is put off to another day: then there is no number."""
        return bool(self.zeilen) and all(zeile.wahl is Wahl.VERTAGEN for zeile in self.zeilen)

    @property
    def entschieden(self) -> int:
        """For how many teams a choice is made."""
        return sum(1 for zeile in self.zeilen if zeile.wahl is not None)


@dataclass(frozen=True)
class Sprintabschluss:
    """Everything the end of a sprint needs.

    Attributes:
        sprint: the active one.
        naechster: quarter of the sprint that opens.
        ohne_zielbild: teams with an Auftrag that belong to no Zielbild.
    """

    sprint: SprintRef
    naechster: Quartal
    entscheidungen: tuple[Entscheidung, ...]
    foerderende: date | None = None
    sprints_uebrig: int | None = None
    tage_uebrig: int | None = None
    ohne_zielbild: tuple[str, ...] = ()

    @property
    def offen(self) -> tuple[Entscheidung, ...]:
        """Decisions that are still to be made."""
        return tuple(entscheidung for entscheidung in self.entscheidungen if not entscheidung.beschlossen)


@dataclass(frozen=True)
class Rueckblick:
    """Look back on one Auftrag of the sprint that ends.

    Attributes:
        unterstuetzung: requests of the team that are still open.
        beantwortet: requests of this sprint that have an answer.
        fortschritt_von: percent of the Maßnahme when the sprint began; None if nobody knows.
    """

    zeile: Zeile
    karten: tuple[Karte, ...]
    ergebnisse: tuple[tuple[date, str], ...]
    spannend: str
    erfolg: str
    stolpersteine: str
    bedarf: str
    unterstuetzung: tuple[Bedarf, ...]
    beantwortet: tuple[Unterstuetzung, ...] = ()
    fortschritt_von: int | None = None


@dataclass(frozen=True)
class Abschluss:
    """What the closing of a sprint did.

    Attributes:
        karten: how many unfinished cards were carried over.
        sicherung: name of the verified backup made just before.
        schnappschuss: name of the JSON snapshot written right after; empty if that did not work.
    """

    geschlossen: str
    eroeffnet: str
    auftraege: int
    karten: int
    sicherung: str
    schnappschuss: str = ""


def number(jahr: int, nummer: int) -> str:
    """Write the number of a decision: „Beschluss 2026-07“."""
    return _("Beschluss {jahr}-{nummer:02d}").format(jahr=jahr, nummer=nummer)


def check_zeile(zeile: Zeile) -> None:
    """Raise RuleViolation, naming the field, unless a line can be decided as it stands."""
    if zeile.wahl is None:
        raise RuleViolation(_("{team}: Hier ist noch nichts gewählt.").format(team=zeile.team), feld="wahl")
    if zeile.wahl is Wahl.WEITERVERFOLGEN and zeile.alt is None:
        raise RuleViolation(
            _("{team} hatte keine Maßnahme, die es weiterverfolgen kann.").format(team=zeile.team), feld="wahl"
        )
    if zeile.wahl is Wahl.WECHSELN and zeile.neu is None:
        raise RuleViolation(
            _("{team}: Die gewählte Maßnahme oder Idee gibt es nicht mehr. Bitte neu wählen.").format(team=zeile.team),
            feld="wahl",
        )
    if zeile.wahl is Wahl.VERTAGEN and zeile.vertagt_bis is None:
        raise RuleViolation(
            _("{team}: Bis wann ist die Entscheidung vertagt? Bitte das Datum eintragen.").format(team=zeile.team),
            feld="vertagt_bis",
        )
    if zeile.wahl in STAYS or zeile.alt is None:
        return
    if zeile.verbleib is None:
        raise RuleViolation(
            _("{team}: Was wird aus „{titel}“? Bitte den Verbleib wählen.").format(
                team=zeile.team, titel=zeile.alt.massnahme
            ),
            feld="verbleib",
        )
    if zeile.verbleib is Verbleib.EINGESTELLT and not zeile.grund.strip():
        raise RuleViolation(
            _("{team}: Warum wird „{titel}“ eingestellt? Bitte den Grund eintragen.").format(
                team=zeile.team, titel=zeile.alt.massnahme
            ),
            feld="grund",
        )


def check_decidable(entscheidung: Entscheidung) -> None:
    """Raise RuleViolation unless every line of a decision can be decided."""
    for zeile in entscheidung.zeilen:
        check_zeile(zeile)
    leaving = {zeile.team_id for zeile in entscheidung.zeilen if zeile.wahl in TEAM_AFTER}
    for zeile in entscheidung.zeilen:
        if zeile.team_id in leaving and zeile.wahl in GOES_ON:
            raise RuleViolation(
                _("{team} kann nicht zugleich ruhen und an einer Maßnahme arbeiten. Bitte eine Wahl ändern.").format(
                    team=zeile.team
                ),
                feld="wahl",
            )
    first = [zeile.team for zeile in entscheidung.zeilen if zeile.schwerpunkt and zeile.wahl in GOES_ON]
    if len(first) > 1:
        raise RuleViolation(
            _("Nur eine Maßnahme je Zielbild kann Schwerpunkt sein, gewählt ist es bei: {teams}.").format(
                teams=", ".join(first)
            ),
            feld="schwerpunkt",
        )


def check_closable(abschluss: Sprintabschluss) -> None:
    """Raise RuleViolation unless the sprint can be closed: all decided, nothing taken twice."""
    if abschluss.offen:
        names = ", ".join(_("„{name}“").format(name=entscheidung.zielbild) for entscheidung in abschluss.offen)
        raise RuleViolation(
            ngettext(
                "Noch nicht entschieden: {namen}. Erst dann lässt sich der Sprint abschließen.",
                "Noch nicht entschieden: {namen}. Erst dann lässt sich der Sprint abschließen.",
                len(abschluss.offen),
            ).format(namen=names)
        )
    if abschluss.ohne_zielbild:
        raise RuleViolation(
            _("Diese Sprintteams gehören zu keinem Zielbild: {namen}. Bitte zuerst zuordnen.").format(
                namen=", ".join(abschluss.ohne_zielbild)
            )
        )
    for entscheidung in abschluss.entscheidungen:
        check_decidable(entscheidung)
    check_taken_once(abschluss)


def check_taken_once(abschluss: Sprintabschluss) -> None:
    """Raise RuleViolation if a team takes up what another team works on in the coming sprint."""
    lines = [zeile for entscheidung in abschluss.entscheidungen for zeile in entscheidung.zeilen]
    keeps = {zeile.alt.massnahme_id: zeile.team for zeile in lines if zeile.alt and zeile.wahl in STAYS}
    taken: dict[str, str] = {}
    for zeile in lines:
        if zeile.wahl is not Wahl.WECHSELN or zeile.neu is None:
            continue
        other = taken.get(zeile.neu.id) or keeps.get(zeile.neu.id)
        if other is not None:
            raise RuleViolation(
                _("„{titel}“ ist schon für {anderes} gewählt. Bitte für {team} etwas anderes wählen.").format(
                    titel=zeile.neu.titel, anderes=other, team=zeile.team
                ),
                feld="wahl",
            )
        taken[zeile.neu.id] = zeile.team
