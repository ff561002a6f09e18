"""The end of a sprint: per Zielbild it is decided what each Sprintteam works on next.

Source: „Nach jedem Sprint wird je Zielbild entschieden, um welche Einzelmaßnahme sich die
Sprintteams im kommenden Sprint kümmern“ — carry on, or take another one
(https://myk10.de/node/540).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from myk_tui.domain.begriffe import (
    EntscheidungStatus,
    MassnahmeStatus,
    TeamStatus,
    Urteil,
    Verbleib,
    Wahl,
    label,
)
from myk_tui.domain.kalender import Quartal, show_date
from myk_tui.domain.sprintboard import FRUEH_TAGE, Karte, SprintRef
from myk_tui.domain.typografie import long_date
from myk_tui.domain.unterstuetzung import Unterstuetzung
from myk_tui.domain.zielbaum import OPEN_STATUS
from myk_tui.i18n import _

STAYS = (Wahl.WEITERVERFOLGEN, Wahl.VERTAGEN)
"""Choices after which the team keeps its Maßnahme."""

GOES_ON = (Wahl.WEITERVERFOLGEN, Wahl.WECHSELN)
"""Choices after which the team has a new Sprintziel."""

TEAM_AFTER = {Wahl.RUHT: TeamStatus.RUHT, Wahl.AUFLOESEN: TeamStatus.AUFGELOEST}
"""State of the team itself after the sprint, where the choice changes it."""

KANDIDATEN_MAX = 50
"""How many of each kind are offered to a team: more than anybody reads in the evening; the search finds all."""

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
        status: state of the Maßnahme as it is now; somebody may have ended it meanwhile.
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
    status: MassnahmeStatus = MassnahmeStatus.IM_SPRINT

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
        rang: place in the ranking; None: not scored, or excluded.
        ko: „✓“ if the knock-out criteria hold, „✗“ with those that do not; empty if nobody has answered.
        punkte, groesse, ort, handlungsfeld, stand: what stands in the columns of the table; empty if nobody knows.
        dafuer: how many have said that they are for it.
        summe: its weighted points as a number; None if it has none.
        ohne_zielbild: an idea that belongs to no Zielbild yet; nobody has said that it fits.
        hindernis: why it cannot be taken up any more, as one sentence.
    """

    id: str
    art: str
    titel: str
    zusatz: str
    hier: bool = True
    rang: int | None = None
    ko: str = ""
    punkte: str = ""
    groesse: str = ""
    ort: str = ""
    handlungsfeld: str = ""
    stand: str = ""
    dafuer: int = 0
    hindernis: str = ""
    summe: Fraction | None = None
    ohne_zielbild: bool = False


@dataclass(frozen=True)
class Zeile:
    """What is decided for one team: a line of the decision.

    Attributes:
        schwerpunkt: the one Maßnahme of the Zielbild that comes first in the coming sprint.
        erste_karten: first cards of the coming sprint, one per line.
        bedarf: what support the team needs, one per line, perhaps „finanziell: …“.
        vertagt_bis: by when it is decided after all.
        zweite: the team takes up one more Maßnahme beside the one it has.
        urteil: whether the Sprintziel of the sprint that ends was reached; ``urteil_grund`` says why.
        team_status: state of the team as it is now.
        nachfolger: team that takes up the Maßnahme this one leaves; empty if none does.
        neues_team: the team was made in this decision.
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
    urteil: Urteil | None = None
    urteil_grund: str = ""
    team_status: TeamStatus = TeamStatus.AKTIV
    nachfolger: str = ""
    neues_team: bool = False

    @property
    def needs_urteil(self) -> bool:
        """Whether the round has to say if the Sprintziel was reached: there was one, and it is decided today."""
        return self.alt is not None and bool(self.alt.sprintziel.strip()) and self.wahl is not Wahl.VERTAGEN

    @property
    def hindernis(self) -> str:
        """Why what was chosen cannot be any more, because others changed it meanwhile; empty if it can."""
        if self.wahl is Wahl.WECHSELN:
            if self.neu is None:
                return _("Die gewählte Maßnahme oder Idee gibt es nicht mehr. Bitte neu wählen.")
            if self.neu.hindernis:
                return self.neu.hindernis
        if self.wahl is Wahl.WEITERVERFOLGEN and self.alt is None:
            return _("Eine Maßnahme, die es weiterverfolgen könnte, gibt es nicht. Bitte neu wählen.")
        if self.wahl in STAYS and self.alt is not None and self.alt.status not in OPEN_STATUS:
            return _("„{titel}“ ist inzwischen {status}. Bitte neu wählen.").format(
                titel=self.alt.massnahme, status=label(self.alt.status)
            )
        works = self.wahl in GOES_ON or (self.wahl is Wahl.VERTAGEN and self.alt is not None)
        if works and self.team_status is not TeamStatus.AKTIV:
            rests = self.team_status is TeamStatus.RUHT
            return (
                _("Das Team ruht inzwischen. Bitte neu wählen.")
                if rests
                else _("Das Team ist inzwischen aufgelöst. Bitte neu wählen.")
            )
        return ""

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
        kandidat_id, art: what it is about: a ``massnahme`` or an ``idee``.
    """

    titel: str
    satz: str
    fragen: tuple[str, ...] = ()
    kandidat_id: str = ""
    art: str = "massnahme"


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


@dataclass(frozen=True)
class Sprintabschluss:
    """Everything the end of a sprint needs.

    Attributes:
        sprint: the active one.
        naechster: quarter of the sprint that opens.
        ohne_zielbild: teams with an Auftrag that belong to no Zielbild.
        sprints_uebrig: how many quarters after the active sprint end before the funding does.
        tage_im_sprint: days until the active sprint ends; below zero once it should have been closed.
        beginnt_in: days until the active sprint begins; zero or less once it has.
    """

    sprint: SprintRef
    naechster: Quartal
    entscheidungen: tuple[Entscheidung, ...]
    foerderende: date | None = None
    sprints_uebrig: int | None = None
    tage_uebrig: int | None = None
    ohne_zielbild: tuple[str, ...] = ()
    tage_im_sprint: int = 0
    beginnt_in: int = 0

    @property
    def zu_frueh(self) -> bool:
        """Whether deciding now is so early that it is asked first: the sprint has not begun, or has long to go."""
        return self.beginnt_in > 0 or self.tage_im_sprint > FRUEH_TAGE

    @property
    def offen(self) -> tuple[Entscheidung, ...]:
        """Decisions that are still to be made."""
        return tuple(entscheidung for entscheidung in self.entscheidungen if not entscheidung.beschlossen)


@dataclass(frozen=True)
class Rueckblick:
    """Look back on one Auftrag of the sprint that ends.

    Attributes:
        unterstuetzung: requests on its lane that are still open.
        beantwortet: requests on its lane of this sprint that have an answer.
        fortschritt_von: percent of the Maßnahme when the sprint began; None if nobody knows.
        voriges: what the round said a sprint ago, with its reason; None if it said nothing.
        voriges_zu: the Maßnahme that was about; empty if it is the same.
        mitglieder: how many people are in the team now.
    """

    zeile: Zeile
    karten: tuple[Karte, ...]
    ergebnisse: tuple[tuple[date, str], ...]
    spannend: str
    erfolg: str
    stolpersteine: str
    bedarf: str
    unterstuetzung: tuple[Unterstuetzung, ...]
    beantwortet: tuple[Unterstuetzung, ...] = ()
    fortschritt_von: int | None = None
    voriges: tuple[Urteil, str] | None = None
    voriges_zu: str = ""
    mitglieder: int = 0


@dataclass(frozen=True)
class Abschluss:
    """What the closing of a sprint did.

    Attributes:
        karten: how many unfinished cards were carried over.
        bitten: how many requests for support are still open, of whatever team and sprint.
        sicherung: name of the verified backup made just before.
        schnappschuss: name of the JSON snapshot written right after; empty as long as it is not there.
        ordner: folder of the file, in which the snapshot lies, and the backups in a folder of their own.
    """

    geschlossen: str
    eroeffnet: str
    auftraege: int
    karten: int
    sicherung: str
    schnappschuss: str = ""
    ordner: str = ""
    bitten: int = 0
