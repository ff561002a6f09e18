"""The projector form of every screen, in this window and in the room's own."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from hostile import STEERING, TITLES
from myk_tui.app import MykApp
from myk_tui.beamer import BeamerApp
from myk_tui.domain.beamer import Folienzeile, Stand, Uhr, read_stand
from myk_tui.domain.begriffe import Methode, Wahl
from myk_tui.domain.kalender import show_uhrzeit
from myk_tui.errors import StorageFull
from myk_tui.screens.beamer_folien import folie_of
from myk_tui.services import Services, make_services
from myk_tui.storage import tables as t
from myk_tui.storage.beamer import STAND_KEY, open_for_room, present
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened
from myk_tui.widgets.beamerbild import slide_text
from pilot_tools import go, press, running, visible_text, wait_for, wait_for_text

SECRET = "Nur für die Moderation"


def with_notes(path: Path, clock: FrozenClock, region: Region, title: str = "Radweg") -> None:
    database = Database(path, clock)
    with database.write("Notizen") as writer:
        writer.update(t.massnahme, region.massnahmen[0], interne_notiz=SECRET, titel=title)
        writer.update(t.idee, region.ideen[0], interne_notiz=SECRET)
    database.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_b_shows_every_screen_large_and_b_goes_back(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    with_notes(database_path, clock, region)
    async with running(database_path, clock, size=size) as pilot:
        for key, ziel, word in (
            ("2", "zielbaum", "Vision"),
            ("3", "ideenspeicher", "geeignet"),
            ("4", "sprintboard", "Karte offen 1.0"),
            ("5", "entscheidung", "Wie geht es weiter?"),
        ):
            await go(pilot, key, ziel)
            await press(pilot, "b")
            await wait_for_text(pilot, word)
            assert SECRET not in visible_text(pilot.app)
            assert "Beenden" not in visible_text(pilot.app)
            await press(pilot, "b")
            await wait_for_text(pilot, "q Beenden")


async def test_the_arrows_and_numbers_go_on_working_in_the_projector_form(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "b", "down")
        await wait_for_text(pilot, "Ziel 1")
        await press(pilot, "3")
        await wait_for_text(pilot, "geeignet")
        light = pilot.app.theme
        await press(pilot, "h")
        assert pilot.app.theme != light


async def test_the_room_sees_the_numbers_of_a_vote_only_after_they_are_revealed(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    services = _services(database_path, clock)
    services.entscheidung.begin_entscheidung(region.zielbilder[0])
    abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None
    decision_id = abschluss.entscheidungen[0].id
    assert decision_id is not None
    services.stimmungsbild.choose_methode(decision_id, Methode.HANDZEICHEN)
    services.stimmungsbild.record_regel(decision_id, {"anwesend": "10", "optionen": "Maßnahme 1"})
    services.stimmungsbild.record_werte(decision_id, {"option-0-0": "7", "option-0-1": "2", "option-0-2": "1"})
    stand = Stand("entscheidung", f"{region.zielbilder[0]}/stimmung")
    hidden = repr(folie_of(services, stand))
    assert "Maßnahme 1" in hidden and "7 ja" not in hidden and "einfache Mehrheit" in hidden
    assert folie_of(services, stand).oben == "MYK verändert sich · Handzeichen", "few words above, not the whole rule"
    services.stimmungsbild.reveal(decision_id)
    assert "7 ja, 2 nein, 1 enthalten" in repr(folie_of(services, stand))
    services.close()


async def test_what_has_changed_is_shown_to_the_room_slide_by_slide(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    clock.tick(days=1)
    with_notes(database_path, clock, region)
    async with running(database_path, clock) as pilot:
        await press(pilot, "v")
        await wait_for(pilot, lambda: hasattr(pilot.app.screen, "beamer_stand"), "the slides")
        folie = folie_of(pilot.app._services, pilot.app.screen.beamer_stand)
        assert folie.titel == "MYK verändert sich"
        assert any("Radweg" in zeile.text for zeile in folie.zeilen)


async def test_the_room_follows_what_the_moderator_does(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with_notes(database_path, clock, region)
    room = open_for_room(database_path, clock)
    app = BeamerApp(make_services(room), clock)
    moderator = Database(database_path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Testregion")
        moderator.remember(STAND_KEY, Stand("zielbaum", region.massnahmen[0]).as_json())
        await wait_for_text(pilot, "Radweg")
        with moderator.write("Umbenannt") as writer:
            writer.update(t.massnahme, region.massnahmen[0], titel="Radweg an der Mosel")
        await wait_for_text(pilot, "Radweg an der Mosel")
        assert SECRET not in visible_text(app)
    moderator.close()
    room.close()


async def test_the_moderator_says_where_it_is_only_while_somebody_watches(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        verlauf = pilot.app._services.verlauf
        assert verlauf.remembered(STAND_KEY) is None
        with present(database_path):
            await wait_for(pilot, lambda: verlauf.remembered(STAND_KEY) is not None, "the announcement")
            await go(pilot, "3", "ideenspeicher")
            await wait_for(
                pilot, lambda: read_stand(verlauf.remembered(STAND_KEY)).ziel == "ideenspeicher", "the next place"
            )


async def test_a_place_that_could_not_be_said_to_the_room_is_said_as_soon_as_it_can(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(database_path, clock) as pilot:
        assert isinstance(pilot.app, MykApp) and pilot.app._services is not None
        verlauf, tried = pilot.app._services.verlauf, []
        remember = verlauf.remember

        def full_once(key: str, value: object) -> None:
            tried.extend([key] if key == STAND_KEY else [])
            if tried == [STAND_KEY]:
                raise StorageFull("Der Datenträger ist voll.")
            remember(key, value)

        monkeypatch.setattr(verlauf, "remember", full_once)
        with present(database_path):
            await wait_for(pilot, lambda: verlauf.remembered(STAND_KEY) is not None, "the second try")
        assert tried == [STAND_KEY] * 2


@pytest.mark.parametrize("name", TITLES)
async def test_hostile_titles_stay_text(region: Region, database_path: Path, clock: FrozenClock, name: str) -> None:
    with_notes(database_path, clock, region, TITLES[name])
    room = open_for_room(database_path, clock)
    app = BeamerApp(make_services(room), clock)
    moderator = Database(database_path, clock)
    moderator.remember(STAND_KEY, Stand("zielbaum", region.massnahmen[0]).as_json())
    moderator.close()
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "im Sprint")
        assert not STEERING.search(visible_text(app))
    room.close()


@pytest.mark.parametrize(
    "kept", [None, "x", 3, {"ziel": 1}, {"ziel": "zielbaum"}, {"ziel": "gibtsnicht", "stelle": ""}]
)
def test_nonsense_means_the_first_screen(kept: object, region: Region, database_path: Path, clock: FrozenClock) -> None:
    services = _services(database_path, clock)
    assert folie_of(services, read_stand(kept)).titel == "Testregion"
    services.close()


@pytest.mark.parametrize("ziel", ["zielbaum", "ideenspeicher", "sprintboard", "entscheidung", "seitdem"])
def test_what_is_gone_meanwhile_breaks_no_slide(
    ziel: str, region: Region, database_path: Path, clock: FrozenClock
) -> None:
    services = _services(database_path, clock)
    assert folie_of(services, Stand(ziel, "gibt-es-nicht/x")).titel
    services.close()


def test_a_slide_that_is_too_long_counts_what_is_left_out() -> None:
    lines = tuple(Folienzeile(f"Zeile {number}") for number in range(30))
    text = slide_text(lines, 60, 10).plain.split("\n")
    assert len(text) == 10
    assert text[-1] == "… und 21 weitere Zeilen"


def test_a_short_slide_is_airy() -> None:
    text = slide_text((Folienzeile("eins"), Folienzeile("zwei", balken=50)), 60, 10).plain.split("\n")
    assert text[0].strip() == "eins"
    assert text[1] == ""
    assert text[2].startswith("██████")


def test_the_clock_says_by_shape_and_word_what_is_over(clock: FrozenClock) -> None:
    now = clock.now()
    uhr = Uhr(now + timedelta(minutes=12, seconds=5), now - timedelta(minutes=64), now + timedelta(minutes=40))
    assert uhr.zahlen(now) == "12:05"
    assert uhr.worte(now).startswith("Abend 64 min · Ende etwa ")
    later = now + timedelta(minutes=12, seconds=20)
    assert uhr.zahlen(later) == "+0:15"
    assert uhr.worte(later).startswith("▲ +0:15 über · Abend 76 min · ")
    assert uhr.ende is not None
    assert uhr.worte(later).endswith(show_uhrzeit(uhr.ende + timedelta(seconds=15)))


def _services(path: Path, clock: FrozenClock) -> Services:
    return make_services(Opened(Database(path, clock), None))


def decided(services: Services, region: Region, number: int, wahl: Wahl, **werte: str) -> None:
    """Decide for the one team of a Zielbild."""
    zielbild_id = region.zielbilder[number]
    services.entscheidung.begin_entscheidung(zielbild_id)
    abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None
    zeile = abschluss.entscheidungen[number].zeilen[0]
    services.entscheidung.record_wahl(zeile.id, wahl)
    services.entscheidung.record_zeile(zeile.id, werte)
    services.entscheidung.decide(zielbild_id)


def test_after_the_closing_the_room_sees_what_was_decided_and_when_the_next_sprint_begins(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with_notes(database_path, clock, region)
    services = _services(database_path, clock)
    decided(services, region, 0, Wahl.WEITERVERFOLGEN, sprintziel="ein Ziel", begruendung="ein Grund")
    decided(services, region, 1, Wahl.RUHT, verbleib="pausiert")
    decided(services, region, 2, Wahl.VERTAGEN, vertagt_bis="15.12.2026")
    assert folie_of(services, Stand("entscheidung", "/fertig")).titel == "Sprint abschließen"
    services.entscheidung.close_sprint()
    services.close()
    room = open_for_room(database_path, clock)
    folie = folie_of(make_services(room), Stand("entscheidung", "/fertig"))
    assert folie.titel == "Sprint 4. Quartal 2026 ist abgeschlossen"
    assert [zeile.text for zeile in folie.zeilen] == [
        "Sprint 1. Quartal 2027 · beginnt am 01.01.2027",
        "✓ Beschluss 2026-01: MYK verändert sich",
        "Team 1 verfolgt „Radweg“ weiter",
        "✓ Beschluss 2026-02: In MYK gut von A nach B kommen",
        "Team 2: Team ruht",
        "vertagt: MYK vernetzt Menschen",
        "Team 3: vertagen bis 15. Dezember 2026",
    ]
    assert SECRET not in repr(folie)
    room.close()
