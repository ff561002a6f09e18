"""Use cases: one public method is one transaction and one undo step."""

from dataclasses import dataclass
from pathlib import Path

from myk_tui.domain.clock import Clock
from myk_tui.services.bewertung import BewertungService
from myk_tui.services.beziehungen import BeziehungenService
from myk_tui.services.dubletten import DublettenService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.lebenslauf import LebenslaufService
from myk_tui.services.pruefung import PruefungService
from myk_tui.services.sammelaenderung import SammelaenderungService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.suche import SucheService
from myk_tui.services.uebersicht import UebersichtService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.verlauf import VerlaufService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened, open_file


@dataclass(frozen=True)
class Services:
    """All use cases over one open file.

    Attributes:
        path: the file, for the title line.
        read_only: why nothing can be written; empty if it can.
        notes: sentences to show once after opening.
    """

    path: Path
    read_only: str
    notes: tuple[str, ...]
    uebersicht: UebersichtService
    zielbaum: ZielbaumService
    ideenspeicher: IdeenspeicherService
    dubletten: DublettenService
    bewertung: BewertungService
    sprintboard: SprintboardService
    entscheidung: EntscheidungService
    verlauf: VerlaufService
    suche: SucheService
    pruefung: PruefungService
    unterstuetzung: UnterstuetzungService
    sammelaenderung: SammelaenderungService
    beziehungen: BeziehungenService
    lebenslauf: LebenslaufService
    opened: Opened

    def close(self) -> None:
        """Close the file and give up the lock."""
        self.opened.close()


def open_services(path: Path, clock: Clock, *, akteur: str = "") -> Services:
    """Open a database file for working; raises StorageError or DatabaseRefused, the file untouched."""
    opened = open_file(path, clock, akteur=akteur)
    return make_services(opened)


def make_services(opened: Opened) -> Services:
    """Hand out the use cases over an open file."""
    database: Database = opened.database
    return Services(
        path=database.path,
        read_only=database.reason if database.read_only else "",
        notes=tuple(opened.notes),
        uebersicht=UebersichtService(database),
        zielbaum=ZielbaumService(database),
        ideenspeicher=IdeenspeicherService(database),
        dubletten=DublettenService(database),
        bewertung=BewertungService(database),
        sprintboard=SprintboardService(database),
        entscheidung=EntscheidungService(database),
        verlauf=VerlaufService(database),
        suche=SucheService(database),
        pruefung=PruefungService(database),
        unterstuetzung=UnterstuetzungService(database),
        sammelaenderung=SammelaenderungService(database),
        beziehungen=BeziehungenService(database),
        lebenslauf=LebenslaufService(database),
        opened=opened,
    )
