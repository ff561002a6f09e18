"""The burn-up counts every card once and never goes down where nothing is taken away."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.sprintkurve import Kartenstand, Kartenweg, make_sprintkurve

BEGINN = date(2026, 10, 1)  # a Thursday
DAYS = st.dates(date(2026, 8, 1), date(2027, 2, 1))


def day(text: str) -> date:
    number, month = text.split(".")[:2]
    return date(2026, int(month), int(number))


def made_and_done(angelegt: date | None, fertig: date | None) -> Kartenweg:
    """Return the way of a card that was made and done once; None: not known, or not done."""
    early = min(angelegt or date.min, fertig or date.max)
    return Kartenweg((Kartenstand(early, True, fertig is not None, fertig),))


def test_weeks_begin_on_mondays_and_count_what_was_made_and_done_until_their_end() -> None:
    cards = [
        made_and_done(day("1.10"), day("4.10")),
        made_and_done(day("1.10"), day("5.10")),
        made_and_done(day("6.10"), None),
        made_and_done(None, None),
    ]
    curve = make_sprintkurve("4. Quartal 2026", BEGINN, day("14.10"), cards)
    assert [(w.beginn, w.fertig, w.alle, w.dazu) for w in curve.wochen] == [
        (day("1.10"), 1, 3, 1),
        (day("5.10"), 2, 4, 1),
        (day("12.10"), 2, 4, 0),
    ]
    assert curve.describe() == (
        "4. Quartal 2026: 2 von 4 Karten fertig; in dieser Woche 0; die meisten (1) in der Woche ab 05.10.2026."
    )
    assert curve.lines()[3] == "01.10.2026  " + "█" * 10 + "░" * 20 + " 1 von 3"
    assert curve.lines()[-3] == "12.10.2026   0"


def test_without_cards_it_says_so() -> None:
    assert make_sprintkurve("4. Quartal 2026", BEGINN, BEGINN, []).describe() == "4. Quartal 2026: noch keine Karten."


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=30), DAYS)
def test_the_last_week_holds_every_card_and_the_weeks_add_up(
    cards: list[tuple[date | None, date | None]], heute: date
) -> None:
    weeks = make_sprintkurve("Sprint", BEGINN, heute, [made_and_done(*card) for card in cards]).wochen
    assert (weeks[-1].alle, weeks[-1].fertig) == (len(cards), sum(1 for _made, done in cards if done is not None))
    assert sum(week.dazu for week in weeks) == weeks[-1].fertig
    for before, after in pairwise(weeks):
        assert before.fertig <= after.fertig and before.alle <= after.alle
        assert after.beginn.weekday() == 0 and after.beginn - before.beginn <= timedelta(days=7)
    assert all(0 <= week.fertig <= week.alle and week.dazu >= 0 for week in weeks)


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=300), DAYS)
def test_no_line_of_a_bar_is_wider_than_the_window(cards: list[tuple[date | None, date | None]], heute: date) -> None:
    curve = make_sprintkurve("4. Quartal 2026", BEGINN, heute, [made_and_done(*card) for card in cards])
    assert all(len(line) <= 70 for line in curve.lines()[2:])


def test_a_card_that_went_back_or_away_stays_in_the_weeks_in_which_it_stood() -> None:
    archived = Kartenweg((Kartenstand(day("13.10"), False, False), Kartenstand(day("2.10"), True, True)))
    went_back = Kartenweg(
        (Kartenstand(day("13.10"), True, False), Kartenstand(day("3.10"), True, True), Kartenstand(None, True, False))
    )
    curve = make_sprintkurve("4. Quartal 2026", BEGINN, day("14.10"), [archived, went_back])
    assert [(w.beginn, w.fertig, w.alle, w.dazu) for w in curve.wochen] == [
        (day("1.10"), 2, 2, 2),
        (day("5.10"), 2, 2, 0),
        (day("12.10"), 0, 1, -2),
    ]
    assert curve.lines()[-3] == "12.10.2026   −2"
