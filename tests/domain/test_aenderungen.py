"""The history in German words."""

from typing import Any

import pytest

from myk_tui.domain.aenderungen import TEXT_SHOWN, Eintrag, describe_eintrag, show_value
from myk_tui.domain.feldworte import FELDER, Art
from myk_tui.domain.gegenstand import GEGENSTAND
from myk_tui.storage import tables as t
from myk_tui.storage.journal import full_row
from myk_tui.storage.queries.aenderungen import BELONGS_TO

KINDS = {
    "line": {Art.TEXT},
    "text": {Art.TEXT, Art.OHNE_WERT},
    "date": {Art.DATUM},
    "order": {Art.OHNE_WERT},
    "int": {Art.ZAHL, Art.OHNE_WERT},
    "year": {Art.ZAHL},
    "quarter": {Art.ZAHL},
    "time": {Art.ZEIT, Art.OHNE_WERT},
    "json": {Art.OHNE_WERT},
    "bool": {Art.JA_NEIN},
    "cent": {Art.GELD},
    "percent": {Art.PROZENT},
    "id": {Art.VERWEIS},
}


def changed(tabelle: str, vorher: dict[str, Any], nachher: dict[str, Any], *, eigen: bool = True) -> list[str]:
    return describe_eintrag(
        Eintrag(tabelle, {**vorher, **nachher}, vorher, nachher, eigen), {"1": "Radweg", "2": "Bank"}
    )


@pytest.mark.parametrize("name", FELDER)
def test_every_column_has_a_german_name_and_the_wording_of_its_kind(name: str) -> None:
    columns = {column.name: column.info for column in t.BY_NAME[name].columns if column.name != "id"}
    assert set(FELDER[name]) == set(columns)
    for column, feld in FELDER[name].items():
        info = columns[column]
        if info["kind"] == "word":
            assert isinstance(feld.art, type) and [word.value for word in feld.art] == info["words"]
        else:
            assert feld.art in KINDS[info["kind"]], column
        assert feld.name and "_" not in feld.name


def test_every_table_with_content_has_words() -> None:
    assert {table.name for table in t.ENTITIES} == set(FELDER) == set(GEGENSTAND)


def test_everything_that_belongs_to_a_massnahme_or_an_idea_is_told() -> None:
    told = {table for table, _column, _parent in BELONGS_TO} | {"massnahme", "idee"}
    assert told <= set(FELDER)
    pointing = {
        (table.name, column.name, key.column.table.name)
        for table in t.ENTITIES
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in ("massnahme", "idee", "auftrag") and table.name not in ("massnahme", "idee")
    }
    left_out = {(table, column) for table, column, parent in pointing - set(BELONGS_TO)}
    # Decisions have a part of their own on the page; cards stand on the board.
    assert left_out == {
        ("aufgabe", "auftrag_id"),
        *(("entscheidung_zeile", column) for column in ("auftrag_id", "massnahme_id", "idee_id")),
    }


def test_each_kind_of_value_is_worded() -> None:
    assert changed("massnahme", {"status": "geplant"}, {"status": "im_sprint"}) == ["Stand: geplant → im Sprint"]
    assert changed("massnahme", {"kosten_cent": None}, {"kosten_cent": 150_050}) == [
        "Kosten insgesamt: (leer) → 1.500,50 €"
    ]
    assert changed("massnahme", {"beginn": "2027-01-01"}, {"beginn": None}) == ["Beginn: 01.01.2027 → (leer)"]
    assert changed("massnahme", {"leitprojekt": 0}, {"leitprojekt": 1}) == ["Leitprojekt: nein → ja"]
    assert changed("massnahme", {"fortschritt": 0}, {"fortschritt": 20}) == ["Fortschritt: 0 % → 20 %"]
    assert changed("massnahme", {"titel": "Alt"}, {"titel": "Neu"}) == ["Titel: „Alt“ → „Neu“"]
    assert changed("massnahme", {"loesung_id": "1"}, {"loesung_id": "2"}) == ["Lösung: „Radweg“ → „Bank“"]


def test_what_nobody_can_name_any_more_is_said_to_be_unknown() -> None:
    assert changed("massnahme", {"loesung_id": "weg"}, {"loesung_id": "2"}) == ["Lösung: „nicht mehr bekannt“ → „Bank“"]
    assert show_value(FELDER["massnahme"]["status"], "ein_altes_wort", {}) == "ein_altes_wort"


def test_an_internal_note_stays_internal_and_an_order_key_unsaid() -> None:
    assert changed("massnahme", {"interne_notiz": "geheim"}, {"interne_notiz": "noch geheimer"}) == [
        "Interne Notiz geändert"
    ]
    assert changed("massnahme", {"ordnung": "V"}, {"ordnung": "W"}) == ["Reihenfolge geändert"]


def test_of_long_texts_the_part_that_differs_is_shown() -> None:
    same = "Am Anfang steht in beiden Fassungen genau derselbe lange Satz, der niemanden mehr überrascht. "
    (line,) = changed("massnahme", {"beschreibung": same + "Rot."}, {"beschreibung": same + "Blau."})
    assert line.endswith("überrascht. Blau.“") and "Rot.“" in line
    (line,) = changed("massnahme", {"beschreibung": ""}, {"beschreibung": "x" * 500})
    assert len(line) < TEXT_SHOWN + 40 and line.endswith("…“")


def test_several_fields_of_another_record_stand_below_its_name() -> None:
    auftrag = {"sprintteam_id": "1", "sprint_id": "2"}
    entry = Eintrag(
        "auftrag", auftrag, {"sprintziel": "", "fortschritt_bis": None}, {"sprintziel": "Fertig", "fortschritt_bis": 40}
    )
    assert describe_eintrag(entry, {"1": "Team Rad", "2": "4. Quartal 2026"}) == [
        "Auftrag „Team Rad · 4. Quartal 2026“:",
        "  Sprintziel: (leer) → „Fertig“",
        "  Fortschritt am Ende: (leer) → 40 %",
    ]


def test_what_is_added_and_what_is_taken_away_is_named() -> None:
    link = {"massnahme_id": "1", "von_massnahme_id": "2"}
    titles = {"1": "Radweg", "2": "Bank"}
    assert describe_eintrag(Eintrag("abhaengigkeit", link, None, link), titles) == [
        "+ Abhängigkeit „Radweg braucht Bank“"
    ]
    assert describe_eintrag(Eintrag("abhaengigkeit", link, link, None), titles) == [
        "− Abhängigkeit „Radweg braucht Bank“"
    ]
    answer = {"prueffrage_id": "1", "antwort": "nein"}
    assert describe_eintrag(Eintrag("pruefung", answer, None, answer), titles) == ["+ Prüffrage „Radweg“, Antwort nein"]


@pytest.mark.parametrize("name", FELDER)
def test_a_row_of_defaults_can_be_added_and_deleted_in_words(name: str) -> None:
    row = full_row(t.BY_NAME[name], {"id": "x"})
    for entry in (Eintrag(name, row, None, row), Eintrag(name, row, row, None)):
        assert all(line.strip() for line in describe_eintrag(entry, {}))
