from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.app import MykApp
from myk_tui.domain.begriffe import IdeengeberArt, IdeeStatus, MassnahmeStatus
from myk_tui.domain.ideenspeicher import Idee
from myk_tui.domain.zielbaum import Ebene
from myk_tui.screens.ideenspeicher import IdeenspeicherScreen
from myk_tui.screens.ideenspeicher_zeilen import IdeenListe
from myk_tui.widgets.ankreuzliste import Ankreuzliste
from myk_tui.widgets.rahmen import Tastenzeile
from pilot_tools import go, paste, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


@asynccontextmanager
async def ideas(path: Path, clock: FrozenClock) -> AsyncIterator[Pilot[None]]:
    async with running(path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        yield pilot


def load(path: Path, clock: FrozenClock, idee_id: str) -> Idee:
    with stored(path, clock) as services:
        return services.ideenspeicher.load_idee(idee_id)


def titles(path: Path, clock: FrozenClock) -> set[str]:
    with stored(path, clock) as services:
        return {idee.titel for idee in services.ideenspeicher.load_ideen()}


def current(pilot: Pilot[None]) -> str:
    found = pilot.app.screen.query_one(IdeenListe).cursor_id
    assert found is not None
    return found


def detail(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#idee").render())


def footer(pilot: Pilot[None]) -> set[str]:
    return {f"{taste.taste} {taste.titel}" for taste in pilot.app.screen.query_one(Tastenzeile)._tasten}


async def choose(pilot: Pilot[None], letters: str) -> None:
    """Type a part of what is wanted into a list of choices and take it."""
    await paste(pilot, letters)
    await press(pilot, "enter")


async def test_a_new_idea_is_under_the_cursor_even_if_a_filter_hid_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        await press(pilot, "end", "i")
        await paste(pilot, "Sitzbank")
        await press(pilot, "enter")
        await wait_for_text(pilot, "✓ Gesichert: Idee „Sitzbank“ aufgenommen")
        await wait_for(pilot, lambda: "Sitzbank" in detail(pilot), "the detail of the new idea")
        assert pilot.app.screen.query_one(IdeenListe).current.titel == "Sitzbank"
        await press(pilot, "f")
        await paste(pilot, "Idee 2")
        await press(pilot, "enter")
        assert current(pilot) == region.ideen[2]
        await press(pilot, "i")
        await paste(pilot, "Brunnen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "✓ Gesichert: Idee „Brunnen“ aufgenommen")
        await wait_for(pilot, lambda: "Brunnen" in detail(pilot), "the detail of the new idea")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.focused, Input), "the form")
        assert pilot.app.focused.value == "Brunnen"


@pytest.mark.parametrize(
    ("key", "ziel"),
    [("1", "uebersicht"), ("2", "zielbaum"), ("3", "ideenspeicher"), ("4", "sprintboard"), ("5", "entscheidung")],
)
async def test_an_idea_is_captured_from_every_screen(
    region: Region, database_path: Path, clock: FrozenClock, key: str, ziel: str
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, key, ziel)
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await paste(pilot, "Bank am Markt")
        await press(pilot, "tab")
        await paste(pilot, "Zuruf im Saal")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Idee „Bank am Markt“ aufgenommen")
    with stored(database_path, clock) as services:
        newest = services.ideenspeicher.load_ideen()[0]
        assert (newest.titel, newest.herkunft, newest.status) == ("Bank am Markt", "Zuruf im Saal", IdeeStatus.NEU)


async def test_a_new_idea_is_in_the_list_at_once_and_counted(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        assert "Ideenspeicher: 3 Ideen, 0 neu" in visible_text(pilot.app)
        await press(pilot, "i")
        await paste(pilot, "Bank am Markt")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Ideenspeicher: 4 Ideen, 1 neu")
        assert "● neu" in visible_text(pilot.app)


async def test_all_fields_of_an_idea_are_edited_in_the_form(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Idee bearbeiten")
        await press(pilot, "end", "ctrl+u")
        await paste(pilot, "Ladesäule")
        await press(pilot, "tab")
        await paste(pilot, "Am Bahnhof\nund am Rathaus")
        await press(pilot, "tab", "tab")  # state
        await paste(pilot, "Danke, wir prüfen das.")
        await press(pilot, "tab")
        await paste(pilot, "Bürgerforum")
        await press(pilot, "tab", "enter", "down", "down", "enter")  # proposer: einwohner, then verein
        await press(pilot, "tab", "enter", "down", "enter")  # place: Mendig
        await press(pilot, "tab")
        await paste(pilot, "Gleis 1")
        await press(pilot, "tab", "enter", "down", "enter", "tab", "end", "ctrl+u")
        await paste(pilot, "12")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Idee bearbeitet")
        assert "Ladesäule" in visible_text(pilot.app)
        assert "12 unterstützen sie" in visible_text(pilot.app)
    idee = load(database_path, clock, idee_id)
    assert (idee.titel, idee.beschreibung) == ("Ladesäule", "Am Bahnhof\nund am Rathaus")
    assert (idee.antwort, idee.herkunft) == ("Danke, wir prüfen das.", "Bürgerforum")
    assert idee.ideengeber_art is IdeengeberArt.VEREIN
    assert (idee.ort_id, idee.ort_text, idee.mitwirken, idee.unterstuetzer) == (region.ort, "Gleis 1", True, 12)


async def test_a_number_that_is_none_is_refused_at_its_field(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        await press(pilot, "e")
        await wait_for_text(pilot, "Idee bearbeiten")
        await press(pilot, *["tab"] * 9, "end", "ctrl+u")
        await paste(pilot, "viele")
        await press(pilot, "enter")
        await wait_for(
            pilot, lambda: "-da" in pilot.app.screen.query_one("#fehler-unterstuetzer").classes, "the refusal"
        )
        await press(pilot, "end", "ctrl+u")
        await paste(pilot, "7")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Idee bearbeitet")
    assert load(database_path, clock, idee_id).unterstuetzer == 7


async def test_the_state_is_set_from_a_list_and_undone(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        await press(pilot, "s")
        await wait_for_text(pilot, "Stand der Idee")
        await choose(pilot, "zuruck")  # without the umlaut
        await wait_for_text(pilot, "Zurückstellen bis …")
        await choose(pilot, "ohne")
        await wait_for_text(pilot, "Gesichert: Idee bearbeitet")
        assert load(database_path, clock, idee_id).status is IdeeStatus.ZURUECKGESTELLT
        await press(pilot, "u")
        await wait_for_text(pilot, "Gesichert: Rückgängig: Idee bearbeitet")
    assert load(database_path, clock, idee_id).status is IdeeStatus.GEEIGNET


async def test_refusing_an_idea_asks_at_once_for_the_answer_and_shows_its_day(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        await press(pilot, "s")
        await wait_for_text(pilot, "Stand der Idee")
        await choose(pilot, "abgelehnt")
        await wait_for_text(pilot, "Idee ablehnen")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Bitte ausfüllen.")
        await paste(pilot, "Das gibt es schon in Mayen.")
        await press(pilot, "tab")
        await paste(pilot, "der Verein es selbst trägt")
        await press(pilot, "enter")
        answer = "Antwort: 23.11.2026: Das gibt es schon in Mayen.\nKommt wieder, wenn der Verein es selbst trägt"
        await wait_for(pilot, lambda: answer in detail(pilot), "the answer with its day")
    assert load(database_path, clock, idee_id).status is IdeeStatus.ABGELEHNT


async def test_an_idea_is_parked_until_a_quarter_and_comes_back_in_time(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        for quarter, said in (
            ("3. Quartal 2027", "kommt wieder im 3. Quartal 2027"),
            ("1. Quartal", "jetzt wieder da"),
        ):
            await press(pilot, "s")
            await wait_for_text(pilot, "Stand der Idee")
            await choose(pilot, "zuruck")
            await wait_for_text(pilot, "Zurückstellen bis …")
            await choose(pilot, quarter)
            await wait_for_text(pilot, said)
        await wait_for_text(pilot, "↺ wieder da")
        await wait_for_text(pilot, "3 Ideen, 0 neu, 1 wieder da")
        await press(pilot, "n")
        await wait_for(pilot, lambda: len(shown(pilot)) == 1, "the inbox with the idea that came back")
    assert load(database_path, clock, idee_id).wieder_da


async def test_one_key_says_the_rough_size(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with ideas(database_path, clock) as pilot:
        for size in ("klein", "mittel", "groß"):
            await press(pilot, "g")
            await wait_for_text(pilot, f"Größe: {size}")
        await press(pilot, "g")
        await wait_for(pilot, lambda: "Größe:" not in detail(pilot), "no size")


async def test_the_suggestion_is_taken_with_one_key_and_confirmed_with_the_same(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    path = programme("demo")
    async with ideas(path, clock) as pilot:
        await press(pilot, "i")
        await paste(pilot, "Fahrten zum Arzt teilen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "aufgenommen")
        await press(pilot, "home")
        await wait_for(pilot, lambda: "Passt vielleicht zu" in detail(pilot), "a suggestion")
        idee_id = current(pilot)
        await press(pilot, "a")
        await wait_for(pilot, lambda: "≈" in detail(pilot), "the assumption")
        assert load(path, clock, idee_id).angenommen
        await press(pilot, "a")
        await wait_for(pilot, lambda: "≈" not in detail(pilot), "no assumption any more")
    idee = load(path, clock, idee_id)
    assert idee.passt_zu
    assert not idee.angenommen


async def test_a_filter_is_kept_under_a_digit_and_taken_again(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        everything = shown(pilot)
        await press(pilot, "f")
        await wait_for_text(pilot, "zielbild: feld: ort: von: status: größe:")
        await type_text(pilot, "status:geeignet 1")
        await press(pilot, "ctrl+s", "3")
        await wait_for_text(pilot, "Gemerkt unter 3: Filter „status:geeignet 1“")
        await press(pilot, "escape")
        assert shown(pilot) == everything
        await press(pilot, "m")
        await wait_for_text(pilot, "Gemerkte Filter")
        await press(pilot, "3")
        await wait_for(pilot, lambda: shown(pilot) == ["Idee 1"], "the filtered list")
    async with ideas(database_path, clock) as pilot:
        await press(pilot, "m", "3")
        await wait_for(pilot, lambda: shown(pilot) == ["Idee 1"], "the filter after a new start")


async def test_the_foerderpruefung_of_an_idea_goes_over_to_its_massnahme(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    path = programme("demo")
    async with ideas(path, clock) as pilot:
        await press(pilot, "i")
        await paste(pilot, "Ganz neue Idee")
        await press(pilot, "enter")
        await wait_for_text(pilot, "aufgenommen")
        await press(pilot, "home", "P")
        await wait_for_text(pilot, "Förderprüfung: Ganz neue Idee")
        await press(pilot, "n", "j", "escape")
        await wait_for(pilot, lambda: "Förderprüfung: ■ 1 Punkt" in detail(pilot), "the light in words and shape")
        await press(pilot, "t", "enter")
        await wait_for_text(pilot, "übernommen")
        idee_id = current(pilot)
    with stored(path, clock) as services:
        titel = services.ideenspeicher.load_idee(idee_id).titel
        node = next(node for node in services.zielbaum.load_zielbaum().knoten if node.titel == titel)
        points = services.pruefung.load_pruefpunkte(node.id)
    assert [point.antwort.value for point in points[:2]] == ["nein", "ja"]


async def test_the_way_of_an_idea_says_when_each_step_was_taken(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        await press(pilot, "i")
        await paste(pilot, "Bank")
        await press(pilot, "enter")
        await wait_for_text(pilot, "aufgenommen")
        await press(pilot, "home", "s")
        await choose(pilot, "gesichtet")
        await wait_for(pilot, lambda: "Weg: neu 23.11.2026 → gesichtet 23.11.2026" in detail(pilot), "the way")
        await press(pilot, "u")
        await wait_for(pilot, lambda: "→" not in detail(pilot), "only what holds")


async def test_an_idea_becomes_a_massnahme_below_a_loesung_and_keeps_its_origin(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        await press(pilot, "t")
        await wait_for_text(pilot, "Unter welche Lösung?")
        await choose(pilot, "losung 2")
        await wait_for_text(pilot, "Gesichert: Idee als Maßnahme übernommen")
        assert "✓ übernommen" in visible_text(pilot.app)
        await press(pilot, "t", "escape")
    idee = load(database_path, clock, idee_id)
    assert (idee.status, idee.massnahme) == (IdeeStatus.UEBERNOMMEN, idee.titel)
    with stored(database_path, clock) as services:
        tree = services.zielbaum.load_zielbaum()
        new = next(node for node in tree.knoten if node.titel == idee.titel)
        assert (new.eltern_id, new.status) == (region.loesungen[1], MassnahmeStatus.GEPLANT)
        assert services.zielbaum.load_knoten(Ebene.MASSNAHME, new.id)["herkunft_idee_id"] == idee_id


async def test_an_idea_whose_loesung_is_not_known_yet_goes_to_a_zielbild(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        await press(pilot, "t")
        await wait_for_text(pilot, "Unter welche Lösung?")
        await choose(pilot, "noch ohne losung: myk vernetzt")
        await wait_for_text(pilot, "Gesichert: Idee als Maßnahme übernommen")
    idee = load(database_path, clock, idee_id)
    with stored(database_path, clock) as services:
        new = next(node for node in services.zielbaum.load_zielbaum().knoten if node.titel == idee.titel)
    assert new.eltern_id == region.zielbilder[2]


async def test_what_is_a_massnahme_already_is_neither_taken_over_again_nor_deleted(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        assert {"s Stand", "t als Maßnahme"} <= footer(pilot)
        await press(pilot, "t")
        await wait_for_text(pilot, "Unter welche Lösung?")
        await choose(pilot, "losung 1")
        await wait_for_text(pilot, "✓ übernommen")
        await wait_for(pilot, lambda: not {"s Stand", "t als Maßnahme", "d löschen"} & footer(pilot), "no such keys")
        await press(pilot, "t", "d", "s")
        assert isinstance(pilot.app.screen, IdeenspeicherScreen)
    assert load(database_path, clock, idee_id).status is IdeeStatus.UEBERNOMMEN


async def test_a_deleted_idea_is_brought_back_by_undo(region: Region, database_path: Path, clock: FrozenClock) -> None:
    everything = titles(database_path, clock)
    async with ideas(database_path, clock) as pilot:
        await press(pilot, "down", "d")
        await wait_for_text(pilot, "Gesichert: Idee gelöscht")
        assert len(titles(database_path, clock)) == 2
        await press(pilot, "u")
        await wait_for_text(pilot, "Gesichert: Rückgängig: Idee gelöscht")
    assert titles(database_path, clock) == everything


async def test_the_detail_follows_the_cursor(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with ideas(database_path, clock) as pilot:
        for _step in range(3):
            titel = load(database_path, clock, current(pilot)).titel
            await wait_for(pilot, lambda text=titel: text in detail(pilot), "the detail")
            await press(pilot, "down")


async def test_asking_which_keys_do_something_loads_and_shows_nothing(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        screen = pilot.app.screen
        await wait_for(pilot, lambda: load(database_path, clock, current(pilot)).titel in detail(pilot), "the detail")
        before = detail(pilot)
        screen.query_one(IdeenListe).move_by(1)
        asked = {action: screen.check_action(action, ()) for action in ("status", "zuordnen", "lebenslauf")}
        assert asked == {"status": True, "zuordnen": True, "lebenslauf": True}
        assert detail(pilot) == before
        await wait_for(pilot, lambda: load(database_path, clock, current(pilot)).titel in detail(pilot), "the detail")
        assert screen.check_action("zuordnen", ()) is False


async def test_an_empty_store_says_how_to_begin_and_offers_nothing_else(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    path = programme("leer")
    async with ideas(path, clock) as pilot:
        assert "Noch keine Ideen. Mit i die erste aufnehmen." in visible_text(pilot.app)
        await press(pilot, "enter", "e", "s", "t", "d", "delete")
        assert isinstance(pilot.app.screen, IdeenspeicherScreen)
        await press(pilot, "i")
        await paste(pilot, "Die erste")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Ideenspeicher: 1 Idee, 1 neu")
    assert titles(path, clock) == {"Die erste"}


def shown(pilot: Pilot[None]) -> list[str]:
    return [idee.titel for idee in pilot.app.screen.query_one(IdeenListe).eintraege]


async def test_the_list_follows_each_letter_of_the_filter(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        await press(pilot, "i")
        await type_text(pilot, "Bürgerbus am Abend")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "Bürgerbus am Abend" in shown(pilot), "the idea in the list")
        everything = shown(pilot)
        await press(pilot, "f")
        await type_text(pilot, "buerg")
        assert shown(pilot) == ["Bürgerbus am Abend"]
        await wait_for_text(pilot, f"1 von {len(everything)} Ideen · {len(everything) - 1} ausgeblendet")
        assert "Bürgerbus am Abend" in detail(pilot)
        await press(pilot, "enter", "o")
        await wait_for_text(pilot, "nach Titel")
        await press(pilot, "escape")
        assert shown(pilot) == everything


async def test_the_inbox_shows_only_new_ideas_and_says_so(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        await press(pilot, "n")
        assert shown(pilot) == []
        await wait_for_text(pilot, "Keine Idee passt. Esc zeigt wieder alle.")
        await press(pilot, "i")
        await type_text(pilot, "Leihfahrrad")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: shown(pilot) == ["Leihfahrrad"], "the new idea in the inbox")


async def test_a_search_leads_to_an_idea_that_the_filter_hides(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        last = pilot.app.screen.query_one(IdeenListe).eintraege[-1]
        await press(pilot, "n")
        pilot.app.screen.show_stelle(last.id)
        await wait_for(pilot, lambda: current(pilot) == last.id, "the cursor on the idea")


async def test_handlungsfelder_are_ticked_by_key_and_by_mouse(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    path = programme("demo")
    async with ideas(path, clock) as pilot:
        idee_id = current(pilot)
        before = set(load(path, clock, idee_id).handlungsfelder)
        await press(pilot, "enter", *["tab"] * 13)
        liste = pilot.app.screen.query_one(Ankreuzliste)
        assert liste.has_focus
        await press(pilot, "space")
        await pilot.click(liste, offset=(4, 2))
        changed = {liste._auswahl[0][1], liste._auswahl[2][1]}
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert")
        assert set(load(path, clock, idee_id).handlungsfelder) == before ^ changed


async def test_taking_over_offers_first_what_the_idea_fits_to(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        idee_id = current(pilot)
        app = pilot.app
        assert isinstance(app, MykApp) and app._services is not None
        app._services.ideenspeicher.edit_idee(idee_id, {"passt_zu": region.loesungen[2]})
        await press(pilot, "t", "enter")
        await wait_for_text(pilot, "Gesichert: Idee als Maßnahme übernommen")
    with stored(database_path, clock) as services:
        nodes = services.zielbaum.load_zielbaum().knoten
    titel = load(database_path, clock, idee_id).titel
    assert [node.eltern_id for node in nodes if node.titel == titel] == [region.loesungen[2]]


async def test_a_long_idea_is_read_on_by_key_and_then_the_list_turns_its_page(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "3", "ideenspeicher")
        idee_id = current(pilot)
        app = pilot.app
        assert isinstance(app, MykApp) and app._services is not None
        app._services.ideenspeicher.edit_idee(idee_id, {"beschreibung": "\n".join(f"Zeile {n}" for n in range(12))})
        await go(pilot, "1", "uebersicht")
        await go(pilot, "3", "ideenspeicher")
        await wait_for(pilot, lambda: "Zeile 11" in detail(pilot), "the whole text")
        assert "Zeile 11" not in visible_text(pilot.app)
        for _time in range(6):
            before = visible_text(pilot.app)
            if "Zeile 11" not in before:
                await press(pilot, "pagedown")
                await wait_for(pilot, lambda before=before: visible_text(pilot.app) != before, "the text scrolled")
        assert "Zeile 11" in visible_text(pilot.app)
        assert current(pilot) == idee_id
        await press(pilot, "pagedown")
        await wait_for(pilot, lambda: current(pilot) != idee_id, "the next page of the list")
