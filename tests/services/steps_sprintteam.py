"""The steps of the Sprintteams, for the test of every step."""

from collections.abc import Callable

from builders import Region
from myk_tui.services.sprintteam import SprintteamService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database

PERSON = {"name": "Schulleitung", "rolle": "Lehrkraft", "organisation": "Realschule", "aufgabe": "lädt ein"}


def nothing(database: Database, region: Region) -> None:
    """Prepare nothing."""


def member(database: Database, region: Region) -> str:
    """Put somebody into the first team; returns the id of the membership."""
    return SprintteamService(database).add_mitglied(region.teams[0], PERSON)


def meeting(database: Database, region: Region) -> str:
    """Let the first team meet; returns the id of the meeting."""
    return SprintteamService(database).add_teamtreffen(region.teams[0], {"datum": "1.11.2026"})


def assumed(database: Database, region: Region) -> None:
    """Let the place of the first team be assumed only."""
    with database.write("angenommen") as writer:
        writer.update(t.sprintteam, region.teams[0], zuordnung_angenommen=1)


def resting(database: Database, region: Region) -> None:
    """Let the first team rest."""
    SprintteamService(database).rest_sprintteam(region.teams[0])


def last_quarter(database: Database, region: Region) -> None:
    """Give the first team two members in the quarter before."""
    with database.write("Vorquartal") as writer:
        sprint = writer.insert(
            t.sprint, jahr=2026, quartal=3, beginn="2026-07-01", ende="2026-09-30", status="abgeschlossen"
        )
        for name in ("Ortsgemeinde", "Jugendpflege"):
            person = writer.insert(t.person, name=name)
            writer.insert(
                t.mitglied, sprintteam_id=region.teams[0], person_id=person, sprint_id=sprint, aufgabe="hilft"
            )


CASES: dict[tuple[type, str], tuple[Callable[..., object], Callable[..., object]]] = {
    (SprintteamService, "add_sprintteam"): (
        nothing,
        lambda d, r, _p: SprintteamService(d).add_sprintteam("Neues Team", r.zielbilder[0]),
    ),
    (SprintteamService, "edit_sprintteam"): (
        assumed,
        lambda d, r, _p: SprintteamService(d).edit_sprintteam(
            r.teams[0], {"name": "Anders", "zielbild": r.zielbilder[1], "notiz": "trifft sich dienstags"}
        ),
    ),
    (SprintteamService, "confirm_zuordnung"): (
        assumed,
        lambda d, r, _p: SprintteamService(d).confirm_zuordnung(r.teams[0]),
    ),
    (SprintteamService, "rest_sprintteam"): (
        nothing,
        lambda d, r, _p: SprintteamService(d).rest_sprintteam(r.teams[0]),
    ),
    (SprintteamService, "wake_sprintteam"): (
        resting,
        lambda d, r, _p: SprintteamService(d).wake_sprintteam(r.teams[0]),
    ),
    (SprintteamService, "dissolve_sprintteam"): (
        nothing,
        lambda d, r, _p: SprintteamService(d).dissolve_sprintteam(r.teams[0]),
    ),
    (SprintteamService, "edit_abende"): (
        nothing,
        lambda d, r, _p: SprintteamService(d).edit_abende(r.teams[0], {"abende": "6", r.auftraege[0]: "4"}),
    ),
    (SprintteamService, "add_teamtreffen"): (
        nothing,
        lambda d, r, _p: SprintteamService(d).add_teamtreffen(r.teams[0], {"datum": "", "notiz": "im Pfarrheim"}),
    ),
    (SprintteamService, "edit_teamtreffen"): (
        meeting,
        lambda d, r, found: SprintteamService(d).edit_teamtreffen(str(found), {"datum": "2.11.2026", "notiz": "kurz"}),
    ),
    (SprintteamService, "delete_teamtreffen"): (
        meeting,
        lambda d, r, found: SprintteamService(d).delete_teamtreffen(str(found)),
    ),
    (SprintteamService, "add_mitglied"): (nothing, lambda d, r, _p: member(d, r)),
    (SprintteamService, "edit_mitglied"): (
        member,
        lambda d, r, found: SprintteamService(d).edit_mitglied(
            str(found), {"name": "Rektorat", "rolle": "", "aufgabe": "schreibt mit"}
        ),
    ),
    (SprintteamService, "remove_mitglied"): (
        member,
        lambda d, r, found: SprintteamService(d).remove_mitglied(str(found)),
    ),
    (SprintteamService, "copy_mitglieder"): (
        last_quarter,
        lambda d, r, _p: SprintteamService(d).copy_mitglieder(r.teams[0]),
    ),
}
