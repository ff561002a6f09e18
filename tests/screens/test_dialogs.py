import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.app import MykApp
from myk_tui.domain.begriffe import Urteil
from myk_tui.domain.entscheidung import Zeile
from myk_tui.errors import RuleViolations
from myk_tui.screens import dialogs
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from pilot_tools import go, paste, press, running, visible_text, wait_for, wait_for_text
from stored import stored


async def open_capture(pilot: Pilot[None]) -> None:
    await press(pilot, "i")
    await wait_for_text(pilot, "Neue Idee")


async def closed(pilot: Pilot[None]) -> None:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, MykScreen), "the form to close")


def idea_titles(path: Path, clock: FrozenClock) -> list[str]:
    with stored(path, clock) as services:
        return [idee.titel for idee in services.ideenspeicher.load_ideen()]


async def test_a_refused_save_says_why_at_its_field_and_keeps_everything_typed(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await open_capture(pilot)
        await paste(pilot, "x" * 210)
        await press(pilot, "tab")
        await paste(pilot, "aus dem Saal")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Titel ist 10 Zeichen zu lang (höchstens 200). Bitte kürzen.")
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog)
        assert dialog.values() == {"titel": "x" * 210, "herkunft": "aus dem Saal"}
        assert pilot.app.focused is not None and pilot.app.focused.id == "feld-titel"
        await press(pilot, "end", *["backspace"] * 10, "ctrl+s")
        await closed(pilot)
    assert idea_titles(database_path, clock)[0] == "x" * 200


async def test_the_sentence_goes_once_the_field_is_right_and_another_one_is_wrong(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await open_capture(pilot)
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Titel fehlt. Bitte ausfüllen.")
        await paste(pilot, "Bank")
        await press(pilot, "tab")
        await paste(pilot, "y" * 501)
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Herkunft ist 1 Zeichen zu lang")
        assert "Titel fehlt" not in visible_text(pilot.app)


async def test_what_the_file_refuses_is_said_in_the_form_and_saved_once_it_is_possible(
    region: Region, database_path: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "weg.db"
    async with running(database_path, clock) as pilot:
        await open_capture(pilot)
        await paste(pilot, "Bank am Markt")
        database_path.rename(elsewhere)
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Die Datei ist nicht mehr an ihrem Platz")
        await press(pilot, "n")
        await wait_for_text(pilot, "✗ Nicht gespeichert: Die Datei")
        assert "Bank am Markt" in visible_text(pilot.app)
        elsewhere.rename(database_path)
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Idee „Bank am Markt“ aufgenommen")
    assert "Bank am Markt" in idea_titles(database_path, clock)


async def test_esc_asks_once_when_something_was_typed_and_gives_up_at_the_second_time(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await open_capture(pilot)
        await paste(pilot, "Bank")
        await press(pilot, "escape")
        await wait_for_text(pilot, "Noch nicht gespeichert. Noch einmal Esc verwirft die Eingabe")
        assert isinstance(pilot.app.screen, FormDialog)
        await press(pilot, "escape")
        await closed(pilot)
    assert "Bank" not in idea_titles(database_path, clock)


async def test_esc_leaves_an_untouched_form_at_once(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await open_capture(pilot)
        await press(pilot, "escape")
        await closed(pilot)


async def test_after_the_warning_one_may_still_save(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await open_capture(pilot)
        await paste(pilot, "Bank")
        await press(pilot, "escape", "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Idee „Bank“ aufgenommen")


async def test_keys_of_the_screen_below_are_letters_in_a_form(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await open_capture(pilot)
        await press(pilot, *"1q5uUi?d")
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog)
        assert dialog.values()["titel"] == "1q5uUi?d"


async def test_the_buttons_do_what_the_keys_do(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await open_capture(pilot)
        await pilot.click("#abbrechen")
        await closed(pilot)
        await open_capture(pilot)
        await paste(pilot, "Bank")
        await pilot.click("#speichern")
        await wait_for_text(pilot, "Gesichert: Idee „Bank“ aufgenommen")


async def test_every_wrong_field_says_so_at_its_place_and_keeps_what_was_typed(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "6", "treffen")
        await press(pilot, "N")
        await wait_for_text(pilot, "Treffen vorbereiten")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        for feld, text in (("datum", "bald"), ("beginn_geplant", "abends")):
            form.query_one(f"#feld-{feld}", Input).value = text
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Datum: „bald“ ist kein Datum.")
        await wait_for_text(pilot, "✗ Beginn: „abends“ ist keine Uhrzeit.")
        assert form.values()["datum"] == "bald"
        assert pilot.app.focused is form.query_one("#feld-datum"), "the form stands at the first of them"
        form.query_one("#feld-datum", Input).value = "24.11.2026"
        await press(pilot, "ctrl+s")
        await wait_for(pilot, lambda: "kein Datum" not in visible_text(pilot.app), "what was put right to be silent")
        assert "✗ Beginn" in visible_text(pilot.app)


async def test_page_keys_show_the_rest_of_a_long_form_and_what_belongs_to_no_field_is_said_whole(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    faults = RuleViolations([("fremd", "Das erste passt nicht."), ("anders", "Das zweite auch nicht.")])

    def refuse(_werte: dict[str, str]) -> None:
        raise faults

    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        fields = tuple(Feld(f"f{number}", f"Feld {number}") for number in range(30))
        form = FormDialog("Lang", fields, refuse)
        await pilot.app.push_screen(form)
        await wait_for_text(pilot, "Feld 0")
        await press(pilot, "pagedown")
        await wait_for(pilot, lambda: "Feld 0 " not in visible_text(pilot.app), "the next page of the form")
        assert pilot.app.focused is form.query_one("#feld-f0"), "the cursor stays"
        await press(pilot, "pageup")
        await wait_for_text(pilot, "Feld 0")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Das erste passt nicht. Das zweite auch nicht.")


async def test_page_keys_scroll_the_form_from_a_field_of_several_lines_whose_text_is_all_in_sight(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        long = "\n".join(f"Zeile {number}" for number in range(30))
        fields = (
            Feld("f0", "Feld 0", "text", "kurz"),
            *(Feld(f"f{number}", f"Feld {number}") for number in range(1, 30)),
        )
        form = FormDialog("Lang", (*fields, Feld("lang", "Langes", "text", long)), lambda _werte: None)
        await pilot.app.push_screen(form)
        await wait_for_text(pilot, "Feld 0")
        await press(pilot, "pagedown")
        await wait_for(pilot, lambda: "Feld 0 " not in visible_text(pilot.app), "the next page of the form")
        assert pilot.app.focused is form.query_one("#feld-f0"), "the cursor stays"
        await press(pilot, "pageup")
        await wait_for_text(pilot, "Feld 0")
        area = form.query_one("#feld-lang", TextArea)
        area.focus()
        await wait_for_text(pilot, "Zeile 29")
        scrolled = form.query_one(".felder").scroll_y
        await press(pilot, "pageup")
        assert area.cursor_location[0] < 29, "a longer text has pages of its own"
        assert form.query_one(".felder").scroll_y == scrolled


@pytest.mark.parametrize(
    ("feld", "keys"),
    [
        (Feld("wahl", "Was?", "reihe", auswahl=(("a", "Apfel"), ("b", "Birne")), pflicht=True), ("1",)),
        (Feld("wahl", "Was?", "eine", auswahl=(("a", "Apfel"), ("b", "Birne")), pflicht=True), ("enter",)),
        (Feld("wahl", "Was?", "mehrfach", auswahl=(("a", "Apfel"), ("b", "Birne")), pflicht=True), ("space",)),
        (
            Feld("wahl", "Was?", "auswahl", auswahl=(("", "–"), ("b", "Birne")), pflicht=True),
            ("enter", "down", "enter"),
        ),
        (Feld("wahl", "Was?", "text", pflicht=True), ("x",)),
        (Feld("wahl", "Was?", pflicht=True), ("x",)),
    ],
    ids=lambda value: value.art if isinstance(value, Feld) else "",
)
async def test_a_sentence_at_a_field_goes_as_soon_as_the_field_is_changed(
    programme: Callable[[str], Path], clock: FrozenClock, feld: Feld, keys: tuple[str, ...]
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        other = Feld("anderes", "Anderes?", pflicht=True)
        await pilot.app.push_screen(FormDialog("Wählen", (feld, other), lambda _werte: None))
        await press(pilot, "ctrl+s")
        await wait_for(pilot, lambda: visible_text(pilot.app).count("✗ Bitte") == 2, "a sentence at either field")
        await press(pilot, *keys)
        await wait_for(pilot, lambda: visible_text(pilot.app).count("✗ Bitte") == 1, "only the other sentence")


async def begin_choice(pilot: Pilot[None]) -> None:
    """Choose to carry on with the first Maßnahme; its form is open then, with the Sprintziel in focus."""
    await go(pilot, "5", "entscheidung")
    await press(pilot, "enter")
    await wait_for_text(pilot, "Weiterverfolgen:")
    await press(pilot, "home", "enter")
    await wait_for_text(pilot, "Sichern und weiter")


def half_typed(pilot: Pilot[None]) -> str:
    """Return what the file knows of the form that is open."""
    services = pilot.app._services  # type: ignore[attr-defined]  # the app of ours
    return str(services.verlauf.remembered("formular"))


def steps(pilot: Pilot[None]) -> object:
    """Return what was saved last as a step that can be taken back."""
    return pilot.app._services.verlauf.last_saved()  # type: ignore[attr-defined]


def copy_file(source: Path, target: Path) -> None:
    """Copy a file as it stands at this moment, like a machine that loses power."""
    for ending in ("", "-wal"):
        if source.with_name(source.name + ending).exists():
            shutil.copyfile(source.with_name(source.name + ending), target.with_name(target.name + ending))


async def test_what_is_typed_without_a_pause_is_kept_all_the_same(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "DRAFT_SECONDS", 0.05)
    async with running(database_path, clock) as pilot:
        await begin_choice(pilot)
        typed = 0

        def goes_on_typing() -> bool:
            nonlocal typed
            typed += 1
            pilot.app.post_message(Paste("x"))
            return "xxx" in half_typed(pilot)

        await wait_for(pilot, goes_on_typing, "the draft while typing goes on")
        assert typed > 3


async def test_what_is_chosen_is_kept_without_waiting(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "DRAFT_SECONDS", 3600)
    async with running(database_path, clock) as pilot:
        await begin_choice(pilot)
        form = pilot.app.screen
        form.query_one("#feld-schwerpunkt").focus()
        await press(pilot, "2")
        await wait_for(pilot, lambda: "'schwerpunkt': 'ja'" in half_typed(pilot), "the choice in the file")


async def test_what_was_typed_last_is_kept_when_the_app_ends_at_once(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "DRAFT_SECONDS", 3600)
    app = MykApp(database_path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(pilot, lambda: app._services is not None, "the file to be open")
        await begin_choice(pilot)
        await paste(pilot, "Das Fenster ging zu")
        await wait_for_text(pilot, "Das Fenster ging zu")
        app._leave(signal.SIGTERM)
    monkeypatch.undo()
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "Weiter, wo Sie waren.")
        await press(pilot, "e")
        await wait_for_text(pilot, "Das Fenster ging zu")


async def test_nothing_is_half_typed_any_more_once_the_form_was_left(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "DRAFT_SECONDS", 0.001)
    async with running(database_path, clock) as pilot:
        await begin_choice(pilot)
        await paste(pilot, "Die Bank steht")
        await wait_for(pilot, lambda: "Die Bank steht" in half_typed(pilot), "the draft in the file")
        await press(pilot, "ctrl+s")
        await closed(pilot)
        assert half_typed(pilot) == "None"


async def test_what_cannot_be_a_draft_stands_in_the_form_after_a_crash(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "DRAFT_SECONDS", 3600)
    async with running(database_path, clock) as pilot:
        await begin_choice(pilot)
        await paste(pilot, "Kurz gesagt")
        pilot.app.screen.query_one("#feld-fortschritt").focus()
        await paste(pilot, "halb")
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "Weiter, wo Sie waren.")
        await press(pilot, "e")
        await wait_for_text(pilot, "Kurz gesagt")
        await wait_for_text(pilot, "halb")


async def test_a_text_of_the_decision_is_kept_while_it_is_being_typed(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "DRAFT_SECONDS", 0.001)
    killed = database_path.with_name("getoetet.db")
    async with running(database_path, clock) as pilot:
        await begin_choice(pilot)
        before = steps(pilot)
        await paste(pilot, "Noch nicht fertig getippt")
        await wait_for(pilot, lambda: "Noch nicht fertig getippt" in half_typed(pilot), "the draft in the file")
        assert isinstance(pilot.app.screen, FormDialog)
        assert steps(pilot) == before
        copy_file(database_path, killed)
    async with running(killed, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "Weiter, wo Sie waren.")
        await press(pilot, "e")
        await wait_for_text(pilot, "Noch nicht fertig getippt")


async def test_a_choice_and_a_number_of_the_decision_are_kept_as_a_draft_and_nothing_that_was_only_suggested(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    path = programme("demo")

    def zeile() -> Zeile:
        with stored(path, clock) as services:
            end = services.entscheidung.load_sprintabschluss()
            assert end is not None
            return end.entscheidungen[0].zeilen[0]

    async with running(path, clock) as pilot:
        await begin_choice(pilot)
        await press(pilot, "2")
        await press(pilot, *["tab"] * 3, *["backspace"] * 3, "7", "1")
        await press(pilot, "escape")
        await wait_for_text(pilot, "Noch einmal Esc behält es als Entwurf")
        await press(pilot, "escape")
        await closed(pilot)
        kept = zeile()
        assert (kept.urteil, kept.fortschritt) == (Urteil.TEILWEISE, 71)
        assert kept.karten_mitnehmen is None and not kept.schwerpunkt
        await press(pilot, "e")
        await wait_for_text(pilot, "● 2")


async def test_a_draft_that_may_not_be_stored_is_said_only_when_it_is_saved(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "DRAFT_SECONDS", 0.001)
    tried: list[dict[str, str]] = []
    async with running(database_path, clock) as pilot:
        await begin_choice(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog) and dialog._merken is not None
        keep = dialog._merken

        def watched(werte: dict[str, str]) -> object:
            tried.append(werte)
            return keep(werte)

        dialog._merken = watched
        await paste(pilot, "zu lang " * 100)
        await wait_for(pilot, lambda: tried, "the draft to be tried")
        assert "✗" not in visible_text(pilot.app)
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Sprintziel ist")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_draft_that_cannot_be_kept_is_given_up_only_after_that_was_said(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await begin_choice(pilot)
        form = pilot.app.screen
        await paste(pilot, "zu lang " * 100)
        await press(pilot, "escape")
        await wait_for_text(pilot, "behält es als")
        await press(pilot, "escape")
        await wait_for_text(pilot, "lässt sich nicht behalten")
        for said in ("✗ Sprintziel ist", "Noch einmal Esc schließt", "Abbrechen (Esc)"):
            await wait_for_text(pilot, said)
        assert pilot.app.screen is form
        await press(pilot, "escape")
        await closed(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_form_shows_its_buttons_and_its_first_field(
    programme: Callable[[str], Path], clock: FrozenClock, size: tuple[int, int]
) -> None:
    ways = [("1", "i"), ("2", "n"), ("2", "e"), ("3", "e"), ("4", "e"), ("4", "x"), ("4", "a"), ("4", "t")]
    async with running(programme("demo"), clock, size=size) as pilot:
        for screen, key in ways:
            await press(pilot, screen, key)
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), f"the form of {screen} {key}")
            text = visible_text(pilot.app)
            assert "Speichern" in text and "Abbrechen (Esc)" in text
            dialog = pilot.app.screen
            assert isinstance(dialog, FormDialog)
            assert dialog._felder[0].name in text
            await press(pilot, "escape")
            await closed(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_a_form_with_a_long_title_and_many_fields_keeps_its_warning_and_its_buttons_in_sight(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    fields = [Feld(f"feld{number}", f"Frage {number}") for number in range(12)]
    async with running(database_path, clock, size=size) as pilot:
        pilot.app.push_screen(FormDialog("Ein Titel, der lang ist: " * 6, fields, lambda _werte: None))
        await wait_for_text(pilot, "Frage 0")
        await wait_for_text(pilot, "Abbrechen (Esc)")
        await press(pilot, "x", "escape")
        await wait_for_text(pilot, "✗ Noch nicht gespeichert.")
        await wait_for_text(pilot, "speichert sie.")
        await wait_for_text(pilot, "Abbrechen (Esc)")


async def test_every_required_field_that_is_empty_is_named_at_once_and_nothing_typed_is_lost(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    saved: list[dict[str, str]] = []
    felder = (
        Feld("titel", "Titel", pflicht=True),
        Feld("text", "Lernen", "text", pflicht=True),
        Feld("wahl", "Was wird daraus?", "auswahl", "", (("", "– bitte wählen –"), ("a", "Aufgeben")), pflicht=True),
        Feld("viele", "Orte", "mehrfach", "", (("o", "Ochtendung"),), pflicht=True),
        Feld("frei", "Woher?"),
    )
    async with running(database_path, clock) as pilot:
        pilot.app.push_screen(FormDialog("Alles", felder, saved.append))
        await wait_for_text(pilot, "Woher?")
        await paste(pilot, "   ")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗ Titel fehlt. Bitte ausfüllen.")
        text = visible_text(pilot.app)
        assert "✗ Lernen fehlt. Bitte ausfüllen." in text
        assert "✗ Bitte wählen." in text
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog) and dialog.values()["titel"] == "   "
        assert pilot.app.focused is not None and pilot.app.focused.id == "feld-titel"
        assert len(dialog.query(".feldfehler.-da")) == 4 and saved == []


async def test_in_a_longer_text_the_cursor_stands_behind_what_is_there(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        pilot.app.push_screen(FormDialog("Text", (Feld("text", "Text", "text", "eins\nzwei"),), lambda werte: None))
        await wait_for_text(pilot, "zwei")
        assert "Speichern (Strg+S)" in visible_text(pilot.app)
        await paste(pilot, " drei")
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog) and dialog.values() == {"text": "eins\nzwei drei"}
