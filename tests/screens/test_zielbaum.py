from collections.abc import Callable
from pathlib import Path

from baum_tools import children, current_titel, load, node, stand_on, tree
from builders import NAMES, Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zielbaum import Ebene
from myk_tui.screens.dialogs import PickDialog
from myk_tui.widgets.baum import Baum
from pilot_tools import go, press, type_text, visible_text, wait_for, wait_for_text


async def test_something_is_added_below_every_level_and_the_cursor_stands_on_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        for kind, titel in (
            ("Zielbild", "Neues Zielbild"),
            ("strategisches Ziel", "Neues Ziel"),
            ("Lösung", "Neue Lösung"),
            ("Maßnahme", "Neue Maßnahme"),
        ):
            await press(pilot, "n")
            await wait_for_text(pilot, f"Neu: {kind} unter „")
            await type_text(pilot, titel)
            await press(pilot, "enter")
            await wait_for_text(pilot, f"Gesichert: {kind} „{titel}“ angelegt")
            assert current_titel(pilot) == titel
    found = load(database_path, clock)
    assert [step.titel for step in found.pfad(node(found, "Neue Maßnahme").id)] == [
        "Testregion",
        "Neues Zielbild",
        "Neues Ziel",
        "Neue Lösung",
        "Neue Maßnahme",
    ]


async def test_nothing_can_be_added_below_a_massnahme(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await press(pilot, "n")
        assert "Neu:" not in visible_text(pilot.app)


async def test_a_new_entry_without_title_is_refused_at_its_field(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await press(pilot, "n", "enter")
        await wait_for_text(pilot, "✗ Titel fehlt. Bitte ausfüllen.")
        await type_text(pilot, "Doch")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Zielbild „Doch“ angelegt")
    assert "Doch" in children(database_path, clock, "Testregion")


async def test_an_entry_is_renamed(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Lösung 2")
        await press(pilot, "r")
        await wait_for_text(pilot, "Umbenennen: Lösung")
        await press(pilot, "end", "ctrl+u")
        await type_text(pilot, "Bürgerbus")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Umbenannt in „Bürgerbus“")
        await press(pilot, "home", "f2")
        await wait_for_text(pilot, "Umbenennen: Vision")
        await press(pilot, "end", "ctrl+u")
        await type_text(pilot, "MYK10")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Umbenannt in „MYK10“")
    found = load(database_path, clock)
    assert found.wurzel.titel == "MYK10"
    assert node(found, "Bürgerbus").id == region.loesungen[1]


async def test_a_massnahme_is_edited_and_the_tree_counts_anew(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Bearbeiten: Maßnahme")
        await press(pilot, "tab", "enter", *["down"] * 3, "enter")  # „im Sprint“ is not offered
        await press(pilot, "tab", "tab")
        await type_text(pilot, "Läuft im Rathaus")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Maßnahme bearbeitet")
        assert "Läuft im Rathaus" in visible_text(pilot.app)
    found = load(database_path, clock)
    assert node(found, "Geplante 1").status is MassnahmeStatus.ABGESCHLOSSEN
    assert found.fortschritt[region.loesungen[0]].wert == 60  # (20 + 100) / 2


async def test_a_massnahme_is_stopped_only_with_a_reason(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await press(pilot, "e")
        await wait_for_text(pilot, "Bearbeiten: Maßnahme")
        await press(pilot, "tab", "enter", "end", "enter", "ctrl+s")
        await wait_for_text(pilot, "✗ Bitte den Grund eintragen")
        assert pilot.app.focused is not None and pilot.app.focused.id == "feld-grund"
        await type_text(pilot, "kein Geld")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Maßnahme bearbeitet")
    assert node(load(database_path, clock), "Geplante 1").status is MassnahmeStatus.EINGESTELLT


async def test_a_loesung_moves_below_another_ziel_and_the_cursor_goes_with_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Lösung 1")
        await press(pilot, "v")
        await wait_for_text(pilot, "Wohin mit „Lösung 1“?")
        await type_text(pilot, "ziel 3")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Lösung verschoben")
        assert pilot.app.screen.query_one(Baum).cursor_id == region.loesungen[0]
    assert children(database_path, clock, "Ziel 3") == ["Lösung 3", "Lösung 1"]
    assert children(database_path, clock, "Ziel 1") == []


async def test_only_allowed_places_are_offered_and_esc_moves_nothing(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await press(pilot, "v")
        await wait_for_text(pilot, "Wohin mit")
        dialog = pilot.app.screen
        assert isinstance(dialog, PickDialog)
        assert {place.rpartition(" › ")[2] for _id, place in dialog._auswahl} == {
            "Testregion",
            *NAMES,
            "Lösung 2",
            "Lösung 3",
        }
        await press(pilot, "escape")
        await wait_for(pilot, lambda: "Wohin mit" not in visible_text(pilot.app), "the list to close")
    assert children(database_path, clock, "Lösung 1") == ["Maßnahme 1", "Geplante 1"]


async def test_a_weight_changes_the_sum_above_and_nonsense_is_refused(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Maßnahme 1")
        await press(pilot, "g")
        await wait_for_text(pilot, "Gewicht von „Maßnahme 1“")
        await press(pilot, "end", "ctrl+u")
        await type_text(pilot, "viel")
        await press(pilot, "enter")
        await wait_for_text(pilot, "✗ Gewicht")
        assert "viel" in visible_text(pilot.app)
        await press(pilot, "end", "ctrl+u", "3", "enter")
        await wait_for_text(pilot, "Gesichert: Gewicht auf 3 gesetzt")
        assert "×3" in visible_text(pilot.app)
    assert load(database_path, clock).fortschritt[region.loesungen[0]].wert == 15  # (3 · 20 + 1 · 0) / 4


async def test_shift_with_arrows_sorts_among_siblings(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await press(pilot, "shift+up")
        await wait_for_text(pilot, "Gesichert: Maßnahme umsortiert")
        assert children(database_path, clock, "Lösung 1") == ["Geplante 1", "Maßnahme 1"]
        await press(pilot, "shift+up", "shift+down", "shift+down")
        assert pilot.app.screen.query_one(Baum).cursor_id == region.geplant[0]
    assert children(database_path, clock, "Lösung 1") == ["Maßnahme 1", "Geplante 1"]


async def test_a_branch_is_deleted_and_one_undo_brings_all_of_it_back(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Lösung 1")
        await press(pilot, "n")
        await type_text(pilot, "Frisch")
        await press(pilot, "enter")
        await stand_on(pilot, "Geplante 1")
        await press(pilot, "d")
        await wait_for_text(pilot, "Gesichert: Maßnahme gelöscht")
        assert children(database_path, clock, "Lösung 1") == ["Maßnahme 1", "Frisch"]
        await press(pilot, "u")
        await wait_for_text(pilot, "Gesichert: Rückgängig: Maßnahme gelöscht")
        assert children(database_path, clock, "Lösung 1") == ["Maßnahme 1", "Geplante 1", "Frisch"]
        await press(pilot, "U")
        await wait_for_text(pilot, "Gesichert: Wiederholt: Maßnahme gelöscht")
    assert children(database_path, clock, "Lösung 1") == ["Maßnahme 1", "Frisch"]


async def test_what_a_team_worked_on_is_not_deleted_and_the_reason_is_said(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Ziel 1")
        await press(pilot, "delete")
        await wait_for_text(pilot, "✗ An „Maßnahme 1“ hat ein Sprintteam gearbeitet.")
    assert children(database_path, clock, "Ziel 1") == ["Lösung 1"]


async def test_why_shows_the_sum_that_makes_the_number(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Lösung 1")
        await press(pilot, "w")
        await wait_for_text(pilot, "Warum 10 %? Lösung 1")
        text = visible_text(pilot.app)
        assert "1 ×     20 %   Maßnahme 1" in text
        assert "20 : 2 = 10 %" in text
        await press(pilot, "w")
        await wait_for(pilot, lambda: "Warum" not in visible_text(pilot.app), "the explanation to close")


async def test_the_tree_keeps_cursor_and_folds_while_one_looks_elsewhere(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 2")
        await go(pilot, "1", "uebersicht")
        await go(pilot, "2", "zielbaum")
        assert pilot.app.screen.query_one(Baum).cursor_id == region.geplant[1]


async def test_an_empty_programme_is_built_from_its_root(programme: Callable[[str], Path], clock: FrozenClock) -> None:
    path = programme("leer")
    async with tree(path, clock) as pilot:
        await press(pilot, "w")
        await wait_for_text(pilot, "Hier ist noch nichts, das zählt. Deshalb 0 %.")
        await press(pilot, "escape", "n")
        await wait_for_text(pilot, "Neu: Zielbild")
        await type_text(pilot, "Anfang")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Zielbild „Anfang“ angelegt")
    found = load(path, clock)
    assert [(node.ebene, node.titel) for node in found.knoten[1:]] == [(Ebene.ZIELBILD, "Anfang")]
