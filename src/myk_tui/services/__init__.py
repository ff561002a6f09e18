"""Use cases: one public method is one transaction and one undo step."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from myk_tui.domain.clock import Clock
from myk_tui.paths import output_dir, refuge_dirs
from myk_tui.storage.opening import Opened, open_file

if TYPE_CHECKING:
    from myk_tui.services.abschlussbild import AbschlussbildService
    from myk_tui.services.agenda import AgendaService
    from myk_tui.services.ausgewogenheit import AusgewogenheitService
    from myk_tui.services.bericht import BerichtService
    from myk_tui.services.beschluesse import BeschluesseService
    from myk_tui.services.bewertung import BewertungService
    from myk_tui.services.beziehungen import BeziehungenService
    from myk_tui.services.dubletten import DublettenService
    from myk_tui.services.entscheidung import EntscheidungService
    from myk_tui.services.ideenpruefung import IdeenpruefungService
    from myk_tui.services.ideenspeicher import IdeenspeicherService
    from myk_tui.services.ideentabelle import IdeentabelleService
    from myk_tui.services.kandidatenvergleich import KandidatenvergleichService
    from myk_tui.services.karten import KartenService
    from myk_tui.services.kriterien import KriterienService
    from myk_tui.services.lebenslauf import LebenslaufService
    from myk_tui.services.mitschrift import MitschriftService
    from myk_tui.services.protokoll import ProtokollService
    from myk_tui.services.pruefung import PruefungService
    from myk_tui.services.sammelaenderung import SammelaenderungService
    from myk_tui.services.seitdem import SeitdemService
    from myk_tui.services.sprintarchiv import SprintarchivService
    from myk_tui.services.sprintboard import SprintboardService
    from myk_tui.services.sprintkurve import SprintkurveService
    from myk_tui.services.sprintreihe import SprintreiheService
    from myk_tui.services.sprintteam import SprintteamService
    from myk_tui.services.stimmungsbild import StimmungsbildService
    from myk_tui.services.suche import SucheService
    from myk_tui.services.teamzeilen import TeamzeilenService
    from myk_tui.services.teamzettel import TeamzettelService
    from myk_tui.services.teilschritt import TeilschrittService
    from myk_tui.services.treffen import TreffenService
    from myk_tui.services.uebersicht import UebersichtService
    from myk_tui.services.unterstuetzung import UnterstuetzungService
    from myk_tui.services.verlauf import VerlaufService
    from myk_tui.services.zielbaum import ZielbaumService
    from myk_tui.services.zuordnung import ZuordnungService
    from myk_tui.services.zwillingspaare import ZwillingspaareService


class Services:
    """All use cases over one open file; each area is imported when it is first used.

    What nobody opens this evening costs neither memory nor time.

    Attributes:
        path: the file, for the title line.
        ablage: the folder that is proposed for what the user saves.
        read_only: why nothing can be written; empty if it can.
        notes: sentences to show once after opening.
    """

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self._database = opened.database
        self.path: Path = opened.database.path
        self.ablage: Path = output_dir(self.path)
        self.read_only: str = opened.database.reason if opened.database.read_only else ""
        self.notes: tuple[str, ...] = tuple(opened.notes)

    def write_notkopie(self) -> Path:
        """Write a verified copy of what is saved, for when the file is gone; returns it, or raises StorageError."""
        from myk_tui.storage.notkopie import write_notkopie

        return write_notkopie(self._database, refuge_dirs(self.path))

    def close(self) -> None:
        """Close the file and give up the lock."""
        self.opened.close()

    @cached_property
    def uebersicht(self) -> "UebersichtService":
        """What stands on the first screen."""
        from myk_tui.services.uebersicht import UebersichtService

        return UebersichtService(self._database)

    @cached_property
    def zielbaum(self) -> "ZielbaumService":
        """The goal tree."""
        from myk_tui.services.zielbaum import ZielbaumService

        return ZielbaumService(self._database)

    @cached_property
    def teilschritt(self) -> "TeilschrittService":
        """The steps of a Maßnahme."""
        from myk_tui.services.teilschritt import TeilschrittService

        return TeilschrittService(self._database)

    @cached_property
    def ideenspeicher(self) -> "IdeenspeicherService":
        """The ideas."""
        from myk_tui.services.ideenspeicher import IdeenspeicherService

        return IdeenspeicherService(self._database)

    @cached_property
    def dubletten(self) -> "DublettenService":
        """Likely twins of ideas and their merging."""
        from myk_tui.services.dubletten import DublettenService

        return DublettenService(self._database)

    @cached_property
    def zwillingspaare(self) -> "ZwillingspaareService":
        """All likely twins in the whole store."""
        from myk_tui.services.zwillingspaare import ZwillingspaareService

        return ZwillingspaareService(self._database)

    @cached_property
    def ideentabelle(self) -> "IdeentabelleService":
        """Ideas as tables, in and out."""
        from myk_tui.services.ideentabelle import IdeentabelleService

        return IdeentabelleService(self._database)

    @cached_property
    def bewertung(self) -> "BewertungService":
        """Scoring of ideas."""
        from myk_tui.services.bewertung import BewertungService

        return BewertungService(self._database)

    @cached_property
    def sprintboard(self) -> "SprintboardService":
        """Lanes and cards of the active sprint."""
        from myk_tui.services.sprintboard import SprintboardService

        return SprintboardService(self._database)

    @cached_property
    def teamzettel(self) -> "TeamzettelService":
        """Pages about Sprintteams to take home."""
        from myk_tui.services.teamzettel import TeamzettelService

        return TeamzettelService(self._database)

    @cached_property
    def sprintarchiv(self) -> "SprintarchivService":
        """Earlier sprints as they were."""
        from myk_tui.services.sprintarchiv import SprintarchivService

        return SprintarchivService(self._database)

    @cached_property
    def sprintkurve(self) -> "SprintkurveService":
        """How the cards of the sprint got done."""
        from myk_tui.services.sprintkurve import SprintkurveService

        return SprintkurveService(self._database)

    @cached_property
    def sprintreihe(self) -> "SprintreiheService":
        """The programme over its sprints."""
        from myk_tui.services.sprintreihe import SprintreiheService

        return SprintreiheService(self._database)

    @cached_property
    def entscheidung(self) -> "EntscheidungService":
        """The decision per Zielbild and the end of the sprint."""
        from myk_tui.services.entscheidung import EntscheidungService

        return EntscheidungService(self._database)

    @cached_property
    def abschlussbild(self) -> "AbschlussbildService":
        """The snapshot after a closing."""
        from myk_tui.services.abschlussbild import AbschlussbildService

        return AbschlussbildService(self._database)

    @cached_property
    def beschluesse(self) -> "BeschluesseService":
        """What was decided, in all versions."""
        from myk_tui.services.beschluesse import BeschluesseService

        return BeschluesseService(self._database)

    @cached_property
    def verlauf(self) -> "VerlaufService":
        """Undo, redo and what the window remembers."""
        from myk_tui.services.verlauf import VerlaufService

        return VerlaufService(self._database)

    @cached_property
    def suche(self) -> "SucheService":
        """Search over everything."""
        from myk_tui.services.suche import SucheService

        return SucheService(self._database)

    @cached_property
    def pruefung(self) -> "PruefungService":
        """The Förderprüfung of a Maßnahme."""
        from myk_tui.services.pruefung import PruefungService

        return PruefungService(self._database)

    @cached_property
    def ideenpruefung(self) -> "IdeenpruefungService":
        """The Förderprüfung of an idea."""
        from myk_tui.services.ideenpruefung import IdeenpruefungService

        return IdeenpruefungService(self._database)

    @cached_property
    def zuordnung(self) -> "ZuordnungService":
        """To which Lösung or Zielbild an idea may belong."""
        from myk_tui.services.zuordnung import ZuordnungService

        return ZuordnungService(self._database)

    @cached_property
    def unterstuetzung(self) -> "UnterstuetzungService":
        """The ledger of support."""
        from myk_tui.services.unterstuetzung import UnterstuetzungService

        return UnterstuetzungService(self._database)

    @cached_property
    def sprintteam(self) -> "SprintteamService":
        """The Sprintteams with their members and evenings."""
        from myk_tui.services.sprintteam import SprintteamService

        return SprintteamService(self._database)

    @cached_property
    def sammelaenderung(self) -> "SammelaenderungService":
        """One change of many Maßnahmen."""
        from myk_tui.services.sammelaenderung import SammelaenderungService

        return SammelaenderungService(self._database)

    @cached_property
    def beziehungen(self) -> "BeziehungenService":
        """What a Maßnahme is connected with."""
        from myk_tui.services.beziehungen import BeziehungenService

        return BeziehungenService(self._database)

    @cached_property
    def lebenslauf(self) -> "LebenslaufService":
        """The life lines of Maßnahmen and ideas."""
        from myk_tui.services.lebenslauf import LebenslaufService

        return LebenslaufService(self._database)

    @cached_property
    def agenda(self) -> "AgendaService":
        """All Maßnahmen by their life cycle."""
        from myk_tui.services.agenda import AgendaService

        return AgendaService(self._database)

    @cached_property
    def ausgewogenheit(self) -> "AusgewogenheitService":
        """How evenly the Maßnahmen are spread."""
        from myk_tui.services.ausgewogenheit import AusgewogenheitService

        return AusgewogenheitService(self._database)

    @cached_property
    def seitdem(self) -> "SeitdemService":
        """What has changed since the last meeting."""
        from myk_tui.services.seitdem import SeitdemService

        return SeitdemService(self._database)

    @cached_property
    def stimmungsbild(self) -> "StimmungsbildService":
        """The mood of the round before a decision."""
        from myk_tui.services.stimmungsbild import StimmungsbildService

        return StimmungsbildService(self._database)

    @cached_property
    def bericht(self) -> "BerichtService":
        """Where the programme stands, as a document."""
        from myk_tui.services.bericht import BerichtService

        return BerichtService(self._database)

    @cached_property
    def protokoll(self) -> "ProtokollService":
        """The minutes of a meeting."""
        from myk_tui.services.protokoll import ProtokollService

        return ProtokollService(self._database)

    @cached_property
    def treffen(self) -> "TreffenService":
        """The meeting: agenda and clocks."""
        from myk_tui.services.treffen import TreffenService

        return TreffenService(self._database)

    @cached_property
    def mitschrift(self) -> "MitschriftService":
        """What is noted in a meeting."""
        from myk_tui.services.mitschrift import MitschriftService

        return MitschriftService(self._database)

    @cached_property
    def teamzeilen(self) -> "TeamzeilenService":
        """New teams and second Maßnahmen in a decision."""
        from myk_tui.services.teamzeilen import TeamzeilenService

        return TeamzeilenService(self._database)

    @cached_property
    def kriterien(self) -> "KriterienService":
        """What ideas are scored by."""
        from myk_tui.services.kriterien import KriterienService

        return KriterienService(self._database)

    @cached_property
    def kandidatenvergleich(self) -> "KandidatenvergleichService":
        """Candidates side by side."""
        from myk_tui.services.kandidatenvergleich import KandidatenvergleichService

        return KandidatenvergleichService(self._database)

    @cached_property
    def karten(self) -> "KartenService":
        """Many cards at once, checklists, archive."""
        from myk_tui.services.karten import KartenService

        return KartenService(self._database)


def open_services(path: Path, clock: Clock, *, akteur: str = "") -> Services:
    """Open a database file for working; raises StorageError or DatabaseRefused, the file untouched."""
    return make_services(open_file(path, clock, akteur=akteur))


def make_services(opened: Opened) -> Services:
    """Hand out the use cases over an open file."""
    return Services(opened)


def import_main_areas() -> None:
    """Import what overview, tree, ideas and board need, so that no key has to wait for it.

    What is opened once an evening is imported then: its memory is not needed before.
    """
    import myk_tui.services.ideenspeicher
    import myk_tui.services.sprintboard
    import myk_tui.services.uebersicht
    import myk_tui.services.verlauf
    import myk_tui.services.zielbaum  # noqa: F401
