"""The Förderprüfung by keys."""

from pathlib import Path
from typing import Any

from myk_tui.services.schnappschuss import create_programm
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import go, press, running, type_text, wait_for_text


async def test_questions_are_answered_with_one_key_each(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "myk10.db"
    create_programm(path, "myk10", clock)
    async with running(path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "asterisk", "down", "down", "f")
        await wait_for_text(pilot, "○ noch nicht geprüft")
        await press(pilot, "j", "n", "e", "o")
        await wait_for_text(pilot, "■ 1 Punkt, der gelten muss, gilt nicht")
        await press(pilot, "home", "enter")
        await wait_for_text(pilot, "Notiz zur Prüffrage")
        await type_text(pilot, "siehe Akte")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✎ siehe Akte")
        await press(pilot, "escape")
        await wait_for_text(pilot, "Förderprüfung: ■ 1 Punkt")
    database = Database(path, clock, read_only=True)
    with database.read() as connection:
        rows = connection.execute(t.pruefung.select().order_by(t.pruefung.c.id)).all()
    database.close()
    assert sorted(row.antwort for row in rows) == ["entfaellt", "ja", "nein", "offen"]
    assert [row.notiz for row in rows if row.notiz] == ["siehe Akte"]


async def test_basis_and_version_of_the_rules_are_said_in_words(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "myk10.db"
    create_programm(path, "myk10", clock)
    async with running(path, clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "asterisk", "down", "down", "f")
        await wait_for_text(pilot, "Grundlage: belegt")
        await press(pilot, "down", "down")
        await wait_for_text(pilot, "Regelstand: andere Fassung der Förderregeln")
