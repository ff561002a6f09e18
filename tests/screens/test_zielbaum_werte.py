"""What the tree says besides the computed number: estimate, measured value, confidence, steps, money, nothing heard."""

from contextlib import closing
from pathlib import Path

from baum_tools import load, node, stand_on, tree
from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.clock import to_text
from myk_tui.services.teilschritt import TeilschrittService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.widgets.baum import Baum
from pilot_tools import press, type_text, visible_text, wait_for, wait_for_text


def steckbrief(path: Path, clock: FrozenClock, massnahme_id: str, **werte: str) -> None:
    with closing(Database(path, clock)) as database:
        ZielbaumService(database).edit_steckbrief(massnahme_id, werte)


async def test_the_round_estimates_beside_the_computed_number_and_gives_its_reason(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Lösung 1")
        await press(pilot, "e")
        await wait_for_text(pilot, "Bearbeiten: Lösung")
        pilot.app.screen.query_one("#feld-einschaetzung").focus()
        await type_text(pilot, "60")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Bitte den Grund eintragen: Warum schätzt die Runde anders")
        assert pilot.app.focused is not None and pilot.app.focused.id == "feld-einschaetzung_grund"
        await type_text(pilot, "Die Zusagen stehen")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Lösung bearbeitet")
        await wait_for_text(pilot, "✎ 60 % ×1 █░░░░░  10 %")
        await wait_for_text(pilot, "Einschätzung der Runde: 60 %")
        await press(pilot, "w")
        await wait_for_text(pilot, "Warum 10 %? Lösung 1")
        await wait_for_text(pilot, "✎ Die Runde schätzt 60 %: Die Zusagen stehen")
    found = load(database_path, clock)
    assert found.fortschritt[region.zielbilder[0]].wert == 10  # the estimate counts nowhere


async def test_measured_value_and_confidence_stand_beside_the_progress(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    steckbrief(
        database_path,
        clock,
        region.massnahmen[0],
        indikator_start="0",
        indikator_stand="12 Vereine",
        indikator_ziel="30 Vereine",
        zuversicht="9",
        beginn="1.1.2026",
        ende="31.12.2026",
        groesse="mittel",
    )
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Maßnahme 1")
        await wait_for_text(pilot, "40 % des Wegs")
        await wait_for_text(pilot, "9 von 10 ●●●●●●●●●○")
        await wait_for_text(pilot, "●○ ▲ viel")
        await wait_for_text(pilot, "▶ ▲ Maßnahme 1 Zuversicht 9 von 10")
        assert "mittel" in visible_text(pilot.app)


async def test_money_spent_and_left_is_told_for_a_massnahme_and_above_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    steckbrief(database_path, clock, region.geplant[0], kosten_cent="1.000", ausgegeben_cent="300")
    steckbrief(database_path, clock, region.massnahmen[0], kosten_cent="1.000", ausgegeben_cent="1.200")
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await wait_for_text(pilot, "300 € (30 %) von 1.000 €, übrig")
        await stand_on(pilot, "Maßnahme 1")
        await wait_for_text(pilot, "1.200 € (120 %) von 1.000 €, ▲")
        await stand_on(pilot, "Lösung 1")
        await wait_for_text(pilot, "1.500 € (75 %) von 2.000 €")


async def test_steps_are_kept_by_keys_and_make_the_progress_when_they_are_told_to(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await press(pilot, "k")
        await wait_for_text(pilot, "Noch keine Teilschritte.")
        await press(pilot, "z")
        await wait_for_text(pilot, "Noch gibt es keine Teilschritte, die")
        for titel in ("Orte", "Schilder"):
            await press(pilot, "n")
            await wait_for_text(pilot, "Neuer Teilschritt")
            await type_text(pilot, titel)
            await press(pilot, "enter")
            await wait_for_text(pilot, f"○ {titel}")
        await press(pilot, "home", "space")
        await wait_for_text(pilot, "✓ Orte")
        await wait_for_text(pilot, "1 von 2 erledigt, zählen nicht in den Fortschritt")
        await press(pilot, "z")
        await wait_for_text(pilot, "1 von 2 erledigt, ergeben den Fortschritt")
        await press(pilot, "shift+down", "escape")
        await wait_for_text(pilot, "Teilschritte: 1 von 2 erledigt")
        assert node(load(database_path, clock), "Geplante 1").fortschritt == 50
        await press(pilot, "w")
        await wait_for_text(pilot, "1 von 2 Teilschritten erledigt: 1 : 2 = 50 %.")
        await press(pilot, "escape", "e")
        await wait_for_text(pilot, "Deshalb fehlt hier das")
        assert not pilot.app.screen.query("#feld-fortschritt")
    with closing(Database(database_path, clock)) as database:
        steps = TeilschrittService(database).load_schritte(region.geplant[0]).schritte
    assert [step.titel for step in steps] == ["Schilder", "Orte"]


async def test_of_what_nothing_was_heard_for_two_meetings_the_tree_says_so(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with closing(Database(database_path, clock)) as database:
        for _meeting in range(2):
            clock.tick(days=1)
            with database.write("Treffen") as writer:
                writer.insert(t.treffen, titel="Treffen", status="beendet", beendet_um=to_text(clock.now()))
            clock.tick(days=1)
        ZielbaumService(database).edit_steckbrief(region.geplant[0], {"partner": "Verein"})
    async with tree(database_path, clock) as pilot:
        await wait_for_text(pilot, "☾ Maßnahme 1 seit 2 Treffen ohne Neues")
        assert "☾ Geplante 1" not in visible_text(pilot.app)
        await stand_on(pilot, "Geplante 2")
        await wait_for_text(pilot, "☾: seit 2 Treffen ohne Neues")


async def test_a_stopped_massnahme_names_its_successor_and_one_key_goes_there(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with closing(Database(database_path, clock)) as database, database.write("Nachfolger") as writer:
        writer.update(t.massnahme, region.geplant[0], status="eingestellt", grund="kein Geld")
        writer.update(t.massnahme, region.geplant[2], vorgaenger_id=region.geplant[0])
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        await wait_for_text(pilot, "Fortgesetzt in: „Geplante 3“")
        await press(pilot, "j")
        baum = pilot.app.screen.query_one(Baum)
        await wait_for(pilot, lambda: baum.cursor_id == region.geplant[2], "the successor")
        await wait_for_text(pilot, "Vorgänger: Geplante 1")
        await press(pilot, "j")
        await wait_for(pilot, lambda: baum.cursor_id == region.geplant[0], "the predecessor")
        await stand_on(pilot, "Geplante 2")
        await wait_for_text(pilot, "Stand: ○ geplant")
        await press(pilot, "j")
        await wait_for_text(pilot, "Hier führt kein Nachfolger und kein Vorgänger weiter.")


async def test_sources_and_hint_stay_when_there_is_a_description_and_can_be_edited(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with closing(Database(database_path, clock)) as database, database.write("Quellen") as writer:
        writer.update(
            t.massnahme,
            region.geplant[0],
            beschreibung="Text",
            hinweis="Nur eine Quelle",
            weitere_quellen="https://b.de",
            quelle="https://a.de",
            status_quelle="im Aufbau",
        )
    async with tree(database_path, clock) as pilot:
        await stand_on(pilot, "Geplante 1")
        for text in ("Hinweis: Nur eine", "Weitere Quellen:", "https://b.de", "https://a.de", "im Aufbau"):
            await wait_for_text(pilot, text)
        await press(pilot, "p")
        await wait_for_text(pilot, "Steckbrief: Geplante 1")
        pilot.app.screen.query_one("#feld-hinweis").text = "Zwei Quellen"
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Hinweis: Zwei Quellen")
