import shutil
from itertools import cycle
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from builders import Region, contents
from frozen_clock import FrozenClock
from hostile import STEERING, TITLES, broken_lines
from myk_tui.app import MykApp
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.widgets.zeilenliste import Zeilenliste
from pilot_tools import go, press, running, visible_text, wait_for, wait_for_text

SIZES = [(80, 24), (120, 40)]
SCREENS = [
    ("1", "uebersicht"),
    ("2", "zielbaum"),
    ("3", "ideenspeicher"),
    ("4", "sprintboard"),
    ("5", "entscheidung"),
    ("6", "treffen"),
]


@pytest.fixture(scope="module")
def hostile_template(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice data with a hostile text in every text field of every row, past the gate at the input."""
    path = Path(shutil.copyfile(templates / "demo.db", tmp_path_factory.mktemp("feindlich") / "feindlich.db"))
    database = Database(path, FrozenClock())
    texts = cycle(TITLES.values())
    with database.write("\x1b[2J[/]\u202e Schritt") as writer:
        for table in t.ENTITIES:
            columns = [column.name for column in table.columns if column.info["kind"] in ("line", "text")]
            for number, row in enumerate(writer.connection.execute(table.select()).all()):
                values = {name: next(texts) for name in columns}
                if table is t.prueffrage:
                    values["kennung"] += str(number)
                writer.update(table, row.id, **values)
    database.close()
    return path


@pytest.fixture
def hostile(hostile_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(hostile_template, tmp_path / "feindlich.db"))


def check_screen(pilot: Pilot[None], what: str) -> None:
    """Fail if a line of the screen has the wrong width or a character that can steer the terminal.

    Behind a dialog the framework cuts emoji in the middle; there only the lists of the dialog are measured.
    """
    app = pilot.app
    assert isinstance(app, MykApp)
    assert app.crash is None, what
    whole = isinstance(app.screen, MykScreen)
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        assert not STEERING.search(strip.text), f"{what}, line {y}: {strip.text!r}"
        width = sum(cell_len(segment.text) for segment in strip)
        assert width == app.size.width or not whole, f"{what}, line {y} has {width} cells: {strip.text!r}"
    for widget in app.screen.query(Zeilenliste):
        assert broken_lines(widget) == [], what


async def look(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and look at the screen after each."""
    for key in keys:
        await press(pilot, key)
        check_screen(pilot, f"after {key} of {keys} on {type(pilot.app.screen).__name__}")


async def back(pilot: Pilot[None]) -> None:
    for _time in range(5):
        if isinstance(pilot.app.screen, MykScreen):
            return
        await press(pilot, "escape")
    raise AssertionError("the dialog does not close")


async def look_into_form(pilot: Pilot[None], key: str) -> None:
    """Open a form and its lists of choices, try to save it and leave it."""
    await look(pilot, key)
    form = pilot.app.screen
    if isinstance(form, FormDialog):
        for feld in form._felder:
            if feld.art == "auswahl":
                form.query_one(f"#feld-{feld.key}").focus()
                await look(pilot, "enter")
                await press(pilot, "escape")
        await look(pilot, "ctrl+s")
    await back(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_shows_hostile_data_harmlessly(
    hostile: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(hostile, clock, size=size) as pilot:
        check_screen(pilot, "the overview")
        await look(pilot, *["pagedown"] * 4, "question_mark", "escape")
        await look(pilot, "2", "asterisk", *["pagedown"] * 3, *["up"] * 4, "home", *["down"] * 5)
        await look(pilot, "3", *["down"] * 12, "home")
        await look(pilot, "4", *["pagedown"] * 4, "home", *["right"] * 3)
        await look(pilot, "5", *["enter"] * 2, "pagedown", "end", "home", "tab", "tab", "tab", "shift+tab")
        await look(pilot, "u")


async def test_every_dialog_shows_hostile_data_harmlessly(hostile: Path, clock: FrozenClock) -> None:
    async with running(hostile, clock, size=(80, 24)) as pilot:
        for screen, before, keys in (
            ("2", ("asterisk", "home"), "new"),
            ("2", ("end",), "ewrvg"),
            ("3", (), "esti"),
            ("4", (), "nexzat"),
        ):
            await press(pilot, screen, *before)
            for key in keys:
                await look_into_form(pilot, key)


async def test_the_whole_decision_shows_hostile_data_harmlessly(hostile: Path, clock: FrozenClock) -> None:
    async with running(hostile, clock, size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, MykApp) and app._services is not None
        await go(pilot, "5", "entscheidung")
        end = app._services.entscheidung.load_sprintabschluss()
        assert end is not None
        for number, decision in enumerate(end.entscheidungen):
            await look(pilot, "enter")
            for zeile in decision.zeilen:
                if number == 0:  # another Maßnahme, and the old one is finished
                    await look(pilot, "home", "down", "enter", "1", "tab", "tab", "1")
                else:
                    await look(pilot, "home", "enter")
                    if zeile.alt is not None and zeile.alt.sprintziel:
                        await look(pilot, "1")
                assert isinstance(pilot.app.screen, FormDialog), visible_text(app)
                await look(pilot, "ctrl+s")
                assert isinstance(pilot.app.screen, MykScreen), visible_text(app)
            await look(pilot, "enter")  # the page of the Stimmungsbild, without a vote
            await look(pilot, "g", "escape", "end", "enter")  # read to its end, then decided
        end = app._services.entscheidung.load_sprintabschluss()
        assert end is not None and end.offen == ()
        await look(pilot, "enter", "j")
        await wait_for_text(pilot, "ist abgeschlossen")
        await look(pilot, "escape", "1", "4", "u", "u")


@pytest.mark.parametrize("letters", ["[", "Ma", "x"])
async def test_search_and_palette_show_hostile_data_harmlessly(hostile: Path, clock: FrozenClock, letters: str) -> None:
    async with running(hostile, clock, size=(80, 24)) as pilot:
        for key in ("slash", "ctrl+p"):
            await look(pilot, key, *letters, *letters, "down", "down")
            await back(pilot)


FORMS = {
    "capture": ("1", "i"),
    "new node": ("2", "n"),
    "programme": ("2", "e"),
    "title": ("2", "r"),
    "massnahme": ("2", "asterisk", "end", "e"),
    "idea": ("3", "e"),
    "new card": ("4", "n"),
    "card": ("4", "e"),
    "result": ("4", "x"),
    "goal": ("4", "z"),
    "auftrag": ("4", "a"),
    "team": ("4", "t"),
}


TYPED = {
    "shown": " ".join(TITLES[name] for name in ("closing-tag", "brackets", "wide", "emoji", "combining")),
    "turning": TITLES["direction"] + TITLES["invisible"],
    "controls": TITLES["lines"] + TITLES["escape"],
    "long": TITLES["long"],
}
"""What is typed, several at once where they are accepted alike."""


@pytest.mark.parametrize("name", TYPED)
async def test_a_hostile_text_in_every_field_is_stored_as_it_is_or_refused_at_its_field(
    region: Region, database_path: Path, clock: FrozenClock, name: str
) -> None:
    path = database_path
    async with running(path, clock, size=(80, 24)) as pilot:
        for what, keys in FORMS.items():
            await press(pilot, *keys)
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), f"the form {what}")
            typed = await fill_until_saved(pilot, TYPED[name], what)
            assert typed <= stored_texts(path, clock), f"not stored as typed: {what}"
            check_screen(pilot, f"after {what}")
            await press(pilot, "escape")


async def fill_until_saved(pilot: Pilot[None], text: str, what: str) -> set[str]:
    """Write a text into every field and save; what is refused gets its old value back. Returns what was accepted."""
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    before = form.values()
    fields = {feld.key: feld for feld in form._felder}
    hostile = {key for key, feld in fields.items() if feld.art != "auswahl"}
    for key in hostile:
        write(form, key, text)
    await pilot.pause()
    check_screen(pilot, f"typed into {what}")
    while True:
        typed = form.values()
        await press(pilot, "ctrl+s")
        if pilot.app.screen is not form:
            return {clean(fields[key], typed[key]) for key in hostile}
        check_screen(pilot, f"refused in {what}")
        assert form.values() == typed, "a refusal must keep what was typed"
        refused = {key for key in hostile if form.query(f"#fehler-{key}.-da")}
        assert refused, f"refused, but not at a field: {visible_text(pilot.app)}"
        for key in refused:
            write(form, key, before[key] or ("etwas anderes" if fields[key].pflicht else ""))
        hostile -= refused


def write(form: FormDialog, key: str, text: str) -> None:
    field = form.query_one(f"#feld-{key}")
    if isinstance(field, TextArea):
        field.text = text
    else:
        assert isinstance(field, Input)
        field.value = text


def clean(feld: Feld, text: str) -> str:
    """Return what the gate makes of an accepted text: composed letters, blanks for line breaks in a single line."""
    gate = clean_text if feld.art == "text" else clean_line
    return gate(text, feld=feld.key, name=feld.name, maximum=20_000)


def stored_texts(path: Path, clock: FrozenClock) -> set[str]:
    """Return every text that stands anywhere in the content of a file."""
    database = Database(path, clock, read_only=True)
    try:
        return {
            value
            for rows in contents(database).values()
            for row in rows
            for value in row.values()
            if isinstance(value, str)
        }
    finally:
        database.close()
