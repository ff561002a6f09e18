"""What a row of a table means, and what is said about one that means nothing."""

from datetime import date

import pytest

from myk_tui.domain.ideentabelle import (
    SPALTEN,
    Ideenzeile,
    Verzeichnis,
    Zeilenpruefung,
    assign,
    header_signature,
    show_cell,
)
from myk_tui.domain.ideentabelle_vorschau import find_dubletten
from myk_tui.domain.ideentabelle_werte import Ortsnamen

FELDER = (("m", "Mobilität"), ("b", "Bauen"), ("bw", "Bauen, Wohnen"), ("w", "Wohnen"), ("u", "Umwelt"))
ORTE = (("o1", "Mendig"), ("o2", "Weißenthurm"))


def pruefung(*kopf: str) -> Zeilenpruefung:
    return Zeilenpruefung(
        kopf, assign(kopf), Verzeichnis(FELDER, ORTE), heute=date(2026, 11, 23), herkunft="Tabelle x.csv"
    )


def taken(kopf: str, cells: str) -> Ideenzeile:
    found = pruefung(*kopf.split("|")).check(7, cells.split("|"))
    assert isinstance(found, Ideenzeile), found
    return found


def refused(kopf: str, cells: str) -> list[str]:
    found = pruefung(*kopf.split("|")).check(7, cells.split("|"))
    assert isinstance(found, list)
    return [f"{error.stelle}: {error.satz}" for error in found]


def test_headings_are_recognised_as_people_write_them() -> None:
    kopf = ["Nr.", "STATUS", " Projektidee ", "Unterstuetzende", "Von wem?", "Ort genauer", "Titel"]
    assert assign(kopf) == {"titel": 2, "status": 1, "ideengeber_art": 4, "ort_text": 5, "unterstuetzer": 3}


def test_every_heading_that_is_written_is_recognised() -> None:
    assert assign([spalte.name for spalte in SPALTEN]) == {spalte.key: n for n, spalte in enumerate(SPALTEN)}


def test_the_first_of_two_equal_headings_counts() -> None:
    assert assign(["Titel", "Text", "titel"])["titel"] == 0


def test_equal_headings_have_one_signature_however_they_are_written() -> None:
    assert header_signature(["Titel", "Von wem?"]) == header_signature([" TITEL", "von  wem"])
    assert header_signature(["Titel", "Ort"]) != header_signature(["Ort", "Titel"])


def test_a_title_is_enough_and_the_rest_is_filled_in() -> None:
    idee = taken("Titel", " Mitfahrbank ")
    assert idee.werte == {
        "titel": "Mitfahrbank",
        "eingang": "2026-11-23",
        "herkunft": "Tabelle x.csv",
        "ort_id": None,
        "ort_text": "",
    }


def test_a_column_that_is_there_but_empty_says_that_nothing_is_known() -> None:
    idee = taken("Titel|Eingang|Herkunft|Mitwirken|Unterstützende", "Bank||||")
    assert idee.werte["eingang"] is None and idee.werte["herkunft"] == ""
    assert idee.werte["mitwirken"] is None and idee.werte["unterstuetzer"] == 0


@pytest.mark.parametrize(
    ("kopf", "text", "feld", "wert"),
    [
        ("Eingang", "23.11.26", "eingang", "2026-11-23"),
        ("Datum", "5.1.2026 14:30:00", "eingang", "2026-01-05"),
        ("Datum", "2026-01-05T14:30:00Z", "eingang", "2026-01-05"),
        ("Stimmen", "1.234", "unterstuetzer", 1234),
        ("Mitwirken", "Ja", "mitwirken", 1),
        ("Mitwirken", "nein", "mitwirken", 0),
        ("Mitwirken", "nicht bekannt", "mitwirken", None),
        ("Stand", "Zurueckgestellt", "status", "zurueckgestellt"),
        ("Stand", "", "status", "neu"),
        ("Von wem", "Bürgerin", "ideengeber_art", "einwohner"),
        ("Von wem", "verein oder initiative", "ideengeber_art", "verein"),
        ("Beispiel", "ja", "beispiel", 1),
        ("Beispiel", "", "beispiel", 0),
    ],
)
def test_values_are_read_as_people_write_them(kopf: str, text: str, feld: str, wert: object) -> None:
    assert taken(f"Titel|{kopf}", f"Bank|{text}").werte[feld] == wert


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Mobilität", "m"),
        ("mobilitaet; UMWELT", "m u"),
        ("Umwelt,Mobilität,,", "u m"),
        ("Bauen, Wohnen", "bw"),
        ("Bauen,  Wohnen, Umwelt", "bw u"),
        ("Bauen; Wohnen", "b w"),
        ("Umwelt, Bauen, Wohnen", "u bw"),
        ("Umwelt, Umwelt", "u"),
        (" ; ,", ""),
    ],
)
def test_of_several_handlungsfelder_that_fit_the_longest_name_is_meant(text: str, ids: str) -> None:
    assert " ".join(taken("Titel|Themen", f"Bank|{text}").handlungsfeld_ids) == ids


@pytest.mark.parametrize(
    ("kopf", "cells", "ort_id", "ort_text"),
    [
        ("Titel|Ort", "Bank|weissenthurm", "o2", ""),
        ("Titel|Ort", "Bank|Mayen, Markt", None, "Mayen, Markt"),
        ("Titel|Gemeinde|Ort", "Bank|Mendig|Bahnhof", "o1", "Bahnhof"),
        ("Titel|Gemeinde|Ort", "Bank||Mendig", None, "Mendig"),
        ("Titel|Gemeinde|Ort", "Bank|Koblenz|Markt", None, "Koblenz, Markt"),
        ("Titel|Gemeinde", "Bank|Koblenz", None, "Koblenz"),
    ],
)
def test_a_place_is_one_we_know_or_its_words(kopf: str, cells: str, ort_id: str | None, ort_text: str) -> None:
    werte = taken(kopf, cells).werte
    assert (werte["ort_id"], werte["ort_text"]) == (ort_id, ort_text)


def test_every_error_of_a_row_is_said_with_its_place() -> None:
    found = refused("Titel|Eingang|Stimmen", "|morgen|viele")
    assert [line.split(":")[0] for line in found] == [
        "Zeile 7, Spalte „Titel“",
        "Zeile 7, Spalte „Eingang“",
        "Zeile 7, Spalte „Stimmen“",
    ]
    assert "Titel fehlt" in found[0] and "keine ganze Zahl" in found[2]
    assert found[1].startswith("Zeile 7, Spalte „Eingang“: „morgen“ ist kein Datum.")


@pytest.mark.parametrize(
    ("kopf", "cells", "sentence"),
    [
        ("Titel|Stand", "Bank|übernommen", "„übernommen“ entsteht nur im Programm"),
        ("Titel|Stand", "Bank|Dublette", "„Dublette“ entsteht nur im Programm"),
        ("Titel|Stand", "Bank|toll", "Den Stand „toll“ gibt es nicht."),
        ("Titel|Stand", "Bank|abgelehnt", "zuerst die Antwort an die Ideengebenden"),
        ("Titel|Stand|Antwort", "Bank|abgelehnt| ", "Spalte „Antwort“"),
        ("Titel|Thema", "Bank|Mobilität, Weltraum", "Das Handlungsfeld „Weltraum“ gibt es nicht. Bekannt sind: Mobi"),
        ("Titel|Von wem", "Bank|Erika Mustermann", "Namen gehören nicht hierher"),
        ("Titel|Mitwirken", "Bank|manchmal", "weder ja noch nein"),
        ("Titel|Stimmen", "Bank|-3", "Bitte eine Zahl von 0 bis"),
        ("Titel", "Bank\x1b[31m", "Steuerzeichen"),
        ("Titel", "B" * 201, "zu lang"),
        ("Titel", "Bank|und mehr", "Mehr Zellen als Spaltennamen"),
        ("Titel|Gemeinde|Ort", f"Bank|{'G' * 300}|{'O' * 300}", "Spalte „Ort“"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(kopf: str, cells: str, sentence: str) -> None:
    [found] = refused(kopf, cells)
    assert found.startswith("Zeile 7") and sentence in found


def test_a_refused_idea_with_an_answer_is_taken() -> None:
    assert taken("Titel|Stand|Antwort", "Bank|abgelehnt|Gibt es schon.").werte["status"] == "abgelehnt"


def test_the_same_title_is_found_in_the_store_and_further_up() -> None:
    rows = [
        Ideenzeile(number, {"titel": titel})
        for number, titel in enumerate(["Bank", "Markt: Mitfahr-Bank", "BANK", "Neues", "!!!", "???"], start=2)
    ]
    found = find_dubletten(rows, ["Mitfahrbank am Markt"])
    assert [(twin.zeile, twin.wie, twin.in_zeile) for twin in found] == [
        (3, "Mitfahrbank am Markt", None),
        (4, "Bank", 2),
    ]


def test_cells_of_a_workbook_become_the_text_one_sees() -> None:
    values = [None, True, 3.0, 2.5, 12, date(2026, 1, 5), "x"]
    assert [show_cell(value) for value in values] == ["", "ja", "3", "2.5", "12", "05.01.2026", "x"]


@pytest.mark.parametrize("wert", ["#DIV/0!", "#NAME?", "#REF!", "#BEZUG!", "#NV", "Err:502"])
def test_an_error_value_refuses_the_row_and_names_its_column(wert: str) -> None:
    [said] = refused("Titel|Stimmen", f"Bank|{wert}")
    assert said.startswith(f"Zeile 7, Spalte „Stimmen“: Fehlerwert {wert} in Spalte „Stimmen“.")
    assert "Fehlerwert" in "".join(refused("Titel", wert))


def test_an_idea_cannot_have_come_in_tomorrow() -> None:
    assert "liegt in der Zukunft" in "".join(refused("Titel|Eingang", "Bank|01.01.2199"))


@pytest.mark.parametrize(
    ("text", "ort"),
    [
        ("Mayen", "stadt"),
        ("Stadt Mayen", "stadt"),
        ("Mayen (Stadt)", "stadt"),
        ("Stadt Mendig", None),
        ("VG Mendig", "vg"),
        ("Verbandsgemeinde Mendig", "vg"),
        ("Ortsgemeinde Mendig", None),
        ("Gemeinde Mendig", None),
        ("Daun", None),
        ("Stadt Daun", "daun-stadt"),
        ("VG Daun", "daun-vg"),
        ("Stadt", None),
    ],
)
def test_a_place_may_be_named_with_its_kind_and_is_never_guessed(text: str, ort: str | None) -> None:
    namen = Ortsnamen(
        [("stadt", "Mayen"), ("vg", "Mendig"), ("daun-stadt", "Daun"), ("daun-vg", "Daun")],
        {
            "stadt": "kreisangehörige Stadt",
            "vg": "Verbandsgemeinde",
            "daun-stadt": "Stadt",
            "daun-vg": "Verbandsgemeinde",
        },
    )
    assert namen.find(text) == ort


def test_size_and_quarter_are_read_and_only_a_parked_idea_comes_back() -> None:
    row = taken("Titel|Stand|Größe|Zurückgestellt bis", "Bank|zurückgestellt|L|15.05.2027")
    assert (row.werte["groesse"], row.werte["wieder_ab"]) == ("gross", "2027-04-01")
    assert "Nur eine zurückgestellte Idee" in "".join(refused("Titel|Zurückgestellt bis", "Bank|01.04.2027"))
    assert "Die Größe „riesig“ gibt es nicht" in "".join(refused("Titel|Größe", "Bank|riesig"))
