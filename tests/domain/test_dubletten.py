"""Rules of twins among the ideas."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.domain.dubletten import (
    SUPPORT_MAX,
    THRESHOLD,
    Zwilling,
    check_merge,
    compared,
    consequences,
    merged,
    passage,
    ranked,
    released,
    similarity,
    stays,
)
from myk_tui.errors import RuleViolation

EMPTY: dict[str, Any] = {
    "id": "a",
    "titel": "Bank",
    "beschreibung": "",
    "status": "neu",
    "herkunft": "",
    "treffen_id": None,
    "ideengeber_art": "unbekannt",
    "ort_id": None,
    "ort_text": "",
    "mitwirken": None,
    "unterstuetzer": 0,
    "eingang": None,
    "zielbild_id": None,
    "loesung_id": None,
    "herkunft_massnahme_id": None,
    "interne_notiz": "",
    "quelle": "",
}


def idea(**values: Any) -> dict[str, Any]:
    return {**EMPTY, **values}


def twin(idee_id: str, percent: int, status: IdeeStatus = IdeeStatus.NEU, day: date | None = None) -> Zwilling:
    return Zwilling(idee_id, idee_id, percent, status, "", day, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bürgerbüro am Markt", "MARKT: Buergerbuero"),
        ("Mitfahr-Bank", "Mitfahr Bank!"),
        ("Markt: Mitfahr-Bank", "Mitfahrbank am Markt"),
        ("Straße der Ideen", "strasse, ideen"),
        ("Beispiel: Dorfchronik", "Dorfchronik"),
    ],
)
def test_spelling_word_order_and_filling_words_do_not_tell_ideas_apart(one: str, other: str) -> None:
    assert {form.woerter for form in compared(one)} & {form.woerter for form in compared(other)}


def test_a_title_of_filling_words_only_is_still_compared() -> None:
    assert [form.woerter for form in compared("Aus und auf")] == ["auf aus und"]


def test_titles_that_differ_in_their_number_are_two_ideas() -> None:
    alike = {"words": 90.0, "order": 90.0, "dense": 95.0}
    none, one, other = (compared(titel)[0] for titel in ("Workshop", "Workshop 2025", "Workshop 2026"))
    assert similarity(one, other, **alike) == 0
    assert similarity(none, other, **alike) == 95


@pytest.mark.parametrize(("short", "enough"), [("App", False), ("Mein MYK", True)])
def test_a_part_of_a_title_is_a_twin_unless_it_is_very_short(short: str, enough: bool) -> None:
    percent = similarity(compared(short)[0], compared(f"{short} für den Landkreis")[0], words=100, order=30, dense=30)
    assert (percent >= THRESHOLD) is enough


def test_twins_are_ordered_by_similarity_then_open_ones_then_the_newest() -> None:
    new, old = date(2026, 11, 1), date(2026, 1, 1)
    twins = [
        twin("unlikely", THRESHOLD - 1),
        twin("old", 90, day=old),
        twin("refused", 90, IdeeStatus.ABGELEHNT, new),
        twin("undated", 90),
        twin("new", 90, day=new),
        twin("best", 99, IdeeStatus.ABGELEHNT),
    ]
    assert [found.id for found in ranked(twins)] == ["best", "new", "old", "undated", "refused"]


def test_the_idea_that_is_further_along_is_kept_else_the_one_one_stands_on() -> None:
    new, seen, fit = (twin(word, 100, IdeeStatus(word)) for word in ("neu", "gesichtet", "geeignet"))
    refused = twin("abgelehnt", 100, IdeeStatus.ABGELEHNT)
    origin, scored = replace(new, id="origin", massnahme=True), replace(new, id="scored", bewertet=True)
    other = replace(new, id="other")
    assert stays(new, other) == (new, other)
    assert stays(origin, replace(origin, id="two")) == (origin, replace(origin, id="two"))
    for less, more in ((fit, origin), (new, fit), (seen, fit), (new, seen), (refused, new), (new, scored)):
        assert stays(less, more) == stays(more, less) == (more, less)


def test_points_that_the_merge_leaves_behind_are_named() -> None:
    lost = "Die Punkte der Dublette gehen nicht mit."
    assert lost in consequences("Bank", replace(twin("b", 100), bewertet=True))
    assert lost not in consequences("Bank", twin("b", 100))


@pytest.mark.parametrize(
    ("behalten", "dublette", "facts", "sentence"),
    [
        ({}, {"id": "a"}, {}, "nicht ihre eigene Dublette"),
        ({"status": "dublette"}, {}, {}, "schon eine Dublette"),
        ({}, {"status": "dublette"}, {}, "schon eine Dublette"),
        ({"status": "abgelehnt"}, {}, {}, "ist abgelehnt"),
        ({}, {"status": "uebernommen"}, {}, "Herkunft einer Maßnahme"),
        ({}, {}, {"massnahme": True}, "Herkunft einer Maßnahme"),
        ({}, {}, {"gewaehlt": True}, "laufenden Entscheidung"),
    ],
)
def test_merging_is_refused_with_a_sentence(
    behalten: dict[str, str], dublette: dict[str, str], facts: dict[str, bool], sentence: str
) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        check_merge(
            idea(**behalten), idea(**{"id": "b", **dublette}), **{"massnahme": False, "gewaehlt": False, **facts}
        )


@pytest.mark.parametrize("status", ["neu", "gesichtet", "geeignet", "zurueckgestellt", "abgelehnt"])
def test_a_twin_may_have_any_other_state(status: str) -> None:
    check_merge(idea(status="uebernommen"), idea(id="b", status=status), massnahme=False, gewaehlt=False)


def test_the_kept_idea_adds_supporters_and_names_where_the_text_came_from() -> None:
    values = merged(
        idea(beschreibung="Am Markt.", unterstuetzer=3, herkunft="Treffen"),
        idea(id="b", titel="Bänke", beschreibung="Mit Dach.", unterstuetzer=4, herkunft="Forum", eingang="2026-11-01"),
    )
    assert values["unterstuetzer"] == 7
    assert values["beschreibung"] == "Am Markt.\n\nZusammengeführt mit „Bänke“ (Forum, 01.11.2026):\nMit Dach."
    assert "herkunft" not in values


def test_empty_fields_are_filled_and_a_place_is_taken_over_whole() -> None:
    other = idea(id="b", herkunft="Forum", ideengeber_art="verein", mitwirken=0, ort_id="o", ort_text="Bahnhof")
    values = merged(idea(), other)
    assert {name: values[name] for name in ("herkunft", "ideengeber_art", "mitwirken", "ort_id", "ort_text")} == {
        "herkunft": "Forum",
        "ideengeber_art": "verein",
        "mitwirken": 0,
        "ort_id": "o",
        "ort_text": "Bahnhof",
    }
    kept = merged(idea(ort_text="Rathaus", mitwirken=0), idea(id="b", ort_id="o", mitwirken=1))
    assert not {"ort_id", "ort_text", "mitwirken"} & kept.keys()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"unterstuetzer": SUPPORT_MAX}, "Unterstützende"), ({"beschreibung": "x" * 19_999}, "zu lang")],
)
def test_what_does_not_fit_together_is_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        merged(idea(unterstuetzer=1, beschreibung="ja"), idea(id="b", **values))


TEXT = st.text(alphabet="ab \n", max_size=20).map(lambda text: text.strip())


@given(TEXT, TEXT, st.integers(0, 9), st.integers(0, 9))
def test_releasing_takes_back_text_and_supporters(mine: str, other: str, own: int, added: int) -> None:
    behalten = idea(beschreibung=mine, unterstuetzer=own)
    dublette = idea(id="b", titel="Bänke", beschreibung=other, unterstuetzer=added)
    together = {**behalten, **merged(behalten, dublette)}
    assert released(together, dublette) == {"beschreibung": mine, "unterstuetzer": own}


@pytest.mark.parametrize("text", ["ganz anders", "vorn\n\nund {part} mittendrin", "{part}angehängt", "vorn {part}"])
def test_text_that_was_changed_since_stays(text: str) -> None:
    dublette = idea(id="b", titel="Bänke", beschreibung="Mit Dach.")
    stored = text.format(part=passage(dublette))
    assert released(idea(beschreibung=stored), dublette)["beschreibung"] == stored


def test_the_question_says_which_idea_is_kept_and_that_nothing_is_deleted() -> None:
    text = "\n".join(consequences("Bank", twin("Bänke", 90), ("Sitzbank",)))
    for part in ("Behalten wird: „Bank“", "Dublette wird: „Bänke“", "Sitzbank", "Gelöscht wird nichts"):
        assert part in text


def test_a_dublette_without_a_text_leaves_no_colon_behind_and_can_be_released_again() -> None:
    bare = {"titel": "Bänke", "herkunft": "", "eingang": None, "quelle": "", "beschreibung": "", "unterstuetzer": 2}
    assert passage(bare) == "Zusammengeführt mit „Bänke“."
    assert passage(bare | {"herkunft": "Forum"}) == "Zusammengeführt mit „Bänke“ (Forum)."
    for text in (passage(bare), "Zusammengeführt mit „Bänke“:"):
        kept = {"beschreibung": f"Am Markt.\n\n{text}", "unterstuetzer": 5}
        assert released(kept, bare) == {"beschreibung": "Am Markt.", "unterstuetzer": 3}
