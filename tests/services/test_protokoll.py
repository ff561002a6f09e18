"""The minutes: complete, plain in every format, without a single internal note."""

import io
import itertools
import re
from pathlib import Path

import docx
import odfdo
import pytest
import sqlalchemy as sa
from gehalten import SECRET, held

from builders import Region, make_region
from frozen_clock import FrozenClock
from hostile import TITLES
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.dokument import Angaben
from myk_tui.domain.entscheidung import Kandidat
from myk_tui.domain.mitschrift import Eintragsart
from myk_tui.domain.typografie import typeset, typeset_part
from myk_tui.errors import NotFound, RuleViolation, StorageError
from myk_tui.services.dokument_markdown import escaped
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.protokoll import FORMATS, MAIL, VORLAGE, ProtokollService, write_protokoll
from myk_tui.services.schnappschuss import create_programm
from myk_tui.storage import tables as t
from myk_tui.storage.beamer import INTERNAL
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def test_an_idea_that_was_taken_up_keeps_its_place_in_the_ranking_and_its_check(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    with database.write("Punkte") as writer:
        worth = writer.insert(t.kriterium, name="Wirkung", gewicht_hundertstel=100, ordnung="V")
        for points, idee in enumerate(region.ideen, start=2):
            writer.insert(t.bewertung, idee_id=idee, kriterium_id=worth, wert=points)
    best = region.ideen[-1]
    meeting = held(database, region, clock)
    wizard = EntscheidungService(database)
    for number, zielbild in enumerate(region.zielbilder):
        wizard.begin_entscheidung(zielbild)
        abschluss = wizard.load_sprintabschluss()
        assert abschluss is not None
        decision = abschluss.entscheidungen[number]
        if decision.beschlossen and decision.id is not None:
            wizard.reopen_entscheidung(decision.id)
        wahl, kandidat = (Wahl.WEITERVERFOLGEN, None) if number else (Wahl.WECHSELN, Kandidat(best, "idee", "", ""))
        wizard.record_wahl(decision.zeilen[0].id, wahl, kandidat)
        wizard.record_zeile(decision.zeilen[0].id, {} if number else {"verbleib": "pausiert"})
        wizard.decide(zielbild)
    wizard.close_sprint()
    text = ProtokollService(database).load_datei(meeting, "txt").decode()
    assert "Förderprüfung: Idee „Idee 2“" in text
    assert "1 | Idee 2" in text and "2 | Idee 1" in text


def test_the_minutes_hold_the_decision_with_everything_that_belongs_to_it(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    text = ProtokollService(database).load_datei(meeting, "txt").decode()
    for wanted in (
        "Protokoll: Herbsttreffen",
        "Beschluss 2026-01: MYK verändert sich",
        "Team 1 verfolgt „Maßnahme 1“ weiter. Sprintziel: Drei Bänke stehen",
        "Handzeichen, 12",
        "9 ja, 2 nein, 1 enthalten",
        "Begründung: Es läuft gut.",
        "Förderprüfung: Maßnahme 1:",
        "Nächster formaler Schritt: Freigabe beantragen, Kreisausschuss, bis 1. Dezember 2026",
        "Projektteam | 01.12.2026",
        "- Beleuchtung",
        "beibehalten: Pünktlich anfangen",
        "Besuch: aus Olpe",
        "Herbsttreffen | 10 | 9",
        "Anhang: was zur Wahl stand",
    ):
        assert wanted in text.replace("\u00a0", " ").replace("\u202f", " "), wanted


def test_a_decision_outside_of_a_meeting_stands_in_no_minutes(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    with database.write("Ohne Treffen") as writer:
        writer.update(t.entscheidung, only_decision(writer), treffen_id=None)
    assert "Beschluss 2026-01: MYK verändert sich" not in ProtokollService(database).load_datei(meeting, "txt").decode()


def only_decision(writer: Writer) -> str:
    e = t.entscheidung.c
    return str(writer.connection.scalars(t.entscheidung.select().with_only_columns(e.id).where(e.nummer == 1)).one())


@pytest.mark.parametrize("endung", FORMATS)
def test_no_internal_note_is_in_any_format(database: Database, region: Region, clock: FrozenClock, endung: str) -> None:
    meeting = held(database, region, clock)
    assert SECRET.encode() not in ProtokollService(database).load_datei(meeting, endung)


def test_internal_columns_are_not_even_read(database: Database, region: Region, clock: FrozenClock) -> None:
    meeting = held(database, region, clock)
    read: set[tuple[str, str]] = set()

    def watch(_action: int, first: str | None, second: str | None, _database: str | None, _inside: str | None) -> int:
        read.add((str(first), str(second)))
        return 0

    with database.read() as connection:
        driver = connection.connection.driver_connection
    assert driver is not None
    driver.set_authorizer(watch)
    ProtokollService(database).load_dokument(meeting)
    driver.set_authorizer(None)
    about_the_meeting = {(table, column) for table, column in INTERNAL if table in ("treffen", "tagesordnungspunkt")}
    assert not read & about_the_meeting


@pytest.mark.parametrize("name", TITLES)
def test_hostile_text_stays_text_in_every_format(
    database: Database, region: Region, clock: FrozenClock, name: str
) -> None:
    meeting = held(database, region, clock)
    with database.write("Feindlich") as writer:
        writer.update(t.treffen, meeting, titel=TITLES[name], ort=TITLES[name])
    service = ProtokollService(database)
    for endung in ("md", "html", "txt", "docx", "odt"):
        assert service.load_datei(meeting, endung)
    html = service.load_datei(meeting, "html").decode()
    assert "<b>" not in html and "<script" not in html
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", html)


def test_markup_of_html_markdown_and_typst_is_only_shown(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    nasty = '<script>alert(1)</script> [x](javascript:1) **fett** #panic("x") $x$ ![b](http://x.y/z) | a | =1+1'
    meeting = held(database, region, clock, nasty)
    service = ProtokollService(database)
    html = service.load_datei(meeting, "html").decode()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    markdown = service.load_datei(meeting, "md").decode()
    assert escaped(nasty) in markdown
    assert "[x](javascript" not in markdown and "**fett**" not in markdown and "http://" not in markdown
    assert service.load_datei(meeting, "pdf").startswith(b"%PDF")
    paper = docx.Document(io.BytesIO(service.load_datei(meeting, "docx")))
    assert any(nasty in paragraph.text for paragraph in paper.paragraphs)
    odt = odfdo.Document(io.BytesIO(service.load_datei(meeting, "odt")))
    assert "alert(1)" in odt.get_formatted_text()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. Punkt", r"1\. Punkt"),
        ("- Strich", r"\- Strich"),
        ("+ plus", r"\+ plus"),
        ("a_b*c", r"a\_b\*c"),
        ("## x", r"\#\# x"),
    ],
)
def test_markdown_is_escaped_where_it_would_be_markup(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_correction_makes_a_second_version_that_says_what_changed(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    service = ProtokollService(database)
    assert service.record_fassung(meeting) == 1
    assert service.record_fassung(meeting) == 1
    with database.write("Ort berichtigt") as writer:
        writer.update(t.treffen, meeting, ort="Rathaus")
    assert service.record_fassung(meeting) == 2
    text = service.load_datei(meeting, "txt").decode()
    assert "Geändert gegenüber Fassung 1" in text
    assert "Ort: " in text and "→ „Rathaus“" in text
    assert "Fassung 2" in text


def test_a_corrected_neuigkeit_makes_a_second_version_too(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    service, notes = ProtokollService(database), MitschriftService(database)
    key = notes.add_eintrag(meeting, Eintragsart.NEUIGKEIT, {"titel": "Neue Buslinie 3"})
    with database.write("Gezeigt") as writer:
        writer.update(t.neuigkeit, key, treffen_id=meeting)
    assert service.record_fassung(meeting) == 1
    notes.edit_eintrag(Eintragsart.NEUIGKEIT, key, {"titel": "Neue Buslinie 4"})
    assert service.record_fassung(meeting) == 2
    text = service.load_datei(meeting, "txt").decode()
    assert "Geändert gegenüber Fassung 1" in text
    assert "→ „Neue Buslinie 4“" in text
    notes.delete_eintrag(Eintragsart.NEUIGKEIT, key)
    assert service.record_fassung(meeting) == 3
    assert "- Neue Buslinie 4" not in service.load_datei(meeting, "md").decode()


def test_minutes_that_were_given_out_stay_as_they_were(database: Database, region: Region, clock: FrozenClock) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    service.record_fassung(meeting)
    given = {endung: service.load_datei(meeting, endung) for endung in ("txt", "html", "md", MAIL)}
    clock.tick(days=20)
    with database.write("Danach") as writer:
        writer.update(t.sprintteam, region.teams[0], name="Ganz anders")
        writer.update(t.massnahme, region.massnahmen[0], titel="Umbenannt", fortschritt=99)
        writer.update(t.zielbild, region.zielbilder[0], titel="Neues Zielbild")
        writer.update(t.aufgabe, region.karten[0][0], spalte="fertig")
        agreement = writer.connection.scalar(
            sa.select(t.vereinbarung.c.id).where(t.vereinbarung.c.treffen_id == meeting)
        )
        writer.update(t.vereinbarung, str(agreement), erledigt=1)
    assert {endung: service.load_datei(meeting, endung) for endung in given} == given
    assert service.record_fassung(meeting) == 1


def test_a_later_version_keeps_the_results_of_the_evening(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    service.record_fassung(meeting)
    before = (
        service.load_datei(meeting, "txt").decode().split("Ergebnisse der Sprintteams")[1].split("Vereinbarungen")[0]
    )
    with database.write("Danach") as writer:
        writer.update(t.aufgabe, region.karten[0][0], spalte="fertig")
        writer.update(t.treffen, meeting, ort="Andernach")
    second = service.load_datei(meeting, "txt").decode()
    assert "Fassung 2" in second and "Andernach" in second
    assert second.split("Ergebnisse der Sprintteams")[1].split("Vereinbarungen")[0] == before


def test_minutes_kept_by_an_older_program_are_written_anew(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    service.record_fassung(meeting)
    with database.write("Unlesbar") as writer:
        kept = writer.connection.scalar(sa.select(t.protokollfassung.c.id))
        writer.update(t.protokollfassung, str(kept), inhalt='{"teile":[{"art":"Bild"}]}')
    assert "Herbsttreffen" in service.load_datei(meeting, "txt").decode()


def test_a_pdf_is_written_whatever_letters_its_font_lacks(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock, title=TITLES["emoji"][:150])
    assert ProtokollService(database).load_datei(meeting, "pdf").startswith(b"%PDF")


def test_an_internal_note_is_no_correction(database: Database, region: Region, clock: FrozenClock) -> None:
    meeting = held(database, region, clock)
    service = ProtokollService(database)
    assert service.record_fassung(meeting) == 1
    with database.write("Interne Notiz") as writer:
        writer.update(t.treffen, meeting, interne_notiz="nicht für die Runde")
    assert service.record_fassung(meeting) == 1


def test_minutes_written_before_the_meeting_count_no_version(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    service = ProtokollService(database)
    for status, version in (("geplant", 0), ("laufend", 1)):
        with database.write("Stand") as writer:
            writer.update(t.treffen, meeting, status=status)
        written: list[bytes] = []
        said = service.give_out(meeting, "md", written.append)
        assert (bool(said), len(written)) == (version == 0, 1)
        with database.read() as connection:
            assert connection.scalar(t.treffen.select().with_only_columns(t.treffen.c.protokoll_version)) == version


def test_minutes_that_could_not_be_written_count_no_version(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    service = ProtokollService(database)

    def full(_data: bytes) -> None:
        raise StorageError("voll")

    with pytest.raises(StorageError):
        service.give_out(meeting, "md", full)
    with database.read() as connection:
        assert connection.scalar(t.treffen.select().with_only_columns(t.treffen.c.protokoll_version)) == 0
    written: list[bytes] = []
    service.give_out(meeting, "md", written.append)
    with database.read() as connection:
        assert connection.scalar(t.treffen.select().with_only_columns(t.treffen.c.protokoll_version)) == 1


def test_the_mail_is_short_plain_and_wrapped(database: Database, region: Region, clock: FrozenClock) -> None:
    meeting = held(database, region, clock)
    text = ProtokollService(database).load_datei(meeting, "mail").decode()
    lines = text.splitlines()
    assert lines[0].startswith("Betreff: Protokoll: Herbsttreffen")
    assert lines[2] == "Guten Tag,"
    assert "Beschluss 2026-01" in text
    assert all(len(line) <= 72 for line in lines[1:])
    assert len(text) < len(ProtokollService(database).load_datei(meeting, "txt").decode())


def test_minutes_and_mail_say_who_was_there_and_when_the_next_meeting_is(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    service = ProtokollService(database)
    assert "Nächstes Treffen" not in service.load_datei(meeting, "txt").decode()
    with database.write("Wintertreffen geplant") as writer:
        for title, day in (("Danach", "2027-06-17"), ("Wintertreffen", "2027-03-17"), ("Zuvor", "2026-11-22")):
            writer.insert(t.treffen, titel=title, datum=day, beginn_geplant="18:00", ort="Rathaus", status="geplant")
    for endung in ("txt", "mail"):
        text = service.load_datei(meeting, endung).decode().replace("\u00a0", " ")
        assert "Nächstes Treffen: 17. März 2027, 18:00 Uhr, Rathaus" in text
        assert "Anwesend: 12 Personen (Bürgerinnen und Bürger 12)" in text


def test_the_meeting_itself_is_not_among_what_has_changed(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    lines = ProtokollService(database).load_datei(meeting, "txt").decode().splitlines()
    assert any(line.startswith("- Beschlossen:") for line in lines)
    assert any(line.startswith("- Treffen: Neuigkeit „Besuch“") for line in lines)
    assert not any("Treffen „Herbsttreffen“" in line for line in lines)


def note_item(database: Database, meeting: str, notiz: str) -> None:
    """Write a note for the minutes to the first item of a meeting."""
    p = t.tagesordnungspunkt.c
    with database.write("Notiz") as writer:
        found = writer.connection.scalar(sa.select(p.id).where(p.treffen_id == meeting).order_by(p.ordnung).limit(1))
        writer.update(t.tagesordnungspunkt, str(found), notiz=notiz)


def test_the_course_of_the_evening_has_a_column_for_notes_only_if_there_are_some(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    service = ProtokollService(database)
    assert "| Punkt | Minuten geplant | Minuten gedauert |\n" in service.load_datei(meeting, "md").decode()
    note_item(database, meeting, "Kurz gehalten")
    text = service.load_datei(meeting, "md").decode()
    assert "| Punkt | Minuten geplant | Minuten gedauert | Notiz |\n" in text
    assert "Kurz gehalten" in text


def test_no_line_begins_with_a_sign_and_no_number_stands_alone() -> None:
    for told, said in (
        ("Team · Radweg", "Team\u00a0· Radweg"),
        ("0 % → 25 %", "0\u202f%\u00a0→ 25\u202f%"),
        ("Bank – Bauhof", "Bank\u00a0– Bauhof"),
        ("10 min, 3 Karten, 18:00 Uhr", "10\u00a0min, 3\u00a0Karten, 18:00\u00a0Uhr"),
        ("3 Kartenspiele", "3 Kartenspiele"),
    ):
        assert typeset(told) == said
    (part,) = [typeset_part(Angaben((("22. November 2026", "gezeigt"),)))]
    assert part == Angaben((("22.\u00a0November\u00a02026", "gezeigt"),))


def test_office_files_are_a4_with_headings_that_carry_no_number_and_columns_as_wide_as_they_need(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    meeting = held(database, region, clock)
    note_item(database, meeting, "Kurz gehalten")
    service = ProtokollService(database)
    paper = docx.Document(io.BytesIO(service.load_datei(meeting, "docx")))
    section = paper.sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    agenda = next(table for table in paper.tables if table.rows[0].cells[0].text == "Punkt")
    title, planned, taken, note = (column.width or 0 for column in agenda.columns)
    assert 0 < planned < taken < title and note > 0
    odt = odfdo.Document(io.BytesIO(service.load_datei(meeting, "odt")))
    styles = odt.get_part("styles.xml")
    assert isinstance(styles, odfdo.XmlPart)
    levels = styles.get_elements("//text:outline-level-style")
    assert levels and {level.get_attribute("style:num-format") for level in levels} == {""}


def test_short_cells_of_a_page_stand_on_one_line(database: Database, region: Region, clock: FrozenClock) -> None:
    page = ProtokollService(database).load_datei(held(database, region, clock), "html").decode()
    assert '<td class="kurz">01.12.2026</td>' in page
    assert '<td class="zahl kurz">10</td>' in page


def test_the_meeting_is_named_by_day_or_title(database: Database, region: Region, clock: FrozenClock) -> None:
    service = ProtokollService(database)
    with pytest.raises(NotFound, match="Es gibt noch kein Treffen"):
        service.load_gemeint()
    meeting = held(database, region, clock)
    for wish in ("", "23.11.2026", "23.11.26", "2026-11-23", "herbst", meeting):
        assert service.load_gemeint(wish) == meeting
    with pytest.raises(NotFound, match="„Frühling“ gibt es nicht"):
        service.load_gemeint("Frühling")


def test_the_handout_is_short_and_says_when_what_is_on(database: Database, region: Region, clock: FrozenClock) -> None:
    meeting = held(database, region, clock)
    with database.write("Beginn") as writer:
        writer.update(t.treffen, meeting, beginn_geplant="18:00")
    page = ProtokollService(database).load_datei(meeting, "html", handzettel=True).decode()
    assert "Einladung: Herbsttreffen" in page
    assert '<td class="kurz">18:00</td>' in page
    assert "Beschlüsse" not in page


def test_an_unknown_format_and_a_target_that_cannot_be_written_are_said(
    database: Database, region: Region, clock: FrozenClock, tmp_path: Path
) -> None:
    meeting = held(database, region, clock)
    with pytest.raises(RuleViolation, match="„xls“ schreibt das Programm nicht"):
        ProtokollService(database).load_datei(meeting, "xls")
    with pytest.raises(StorageError):
        write_protokoll(tmp_path / "fehlt" / "p.md", b"x")


def test_a_page_needs_nothing_from_elsewhere(database: Database, region: Region, clock: FrozenClock) -> None:
    page = ProtokollService(database).load_datei(held(database, region, clock), "html").decode()
    assert not re.search(r"(src|href)=", page)
    assert '<html lang="de">' in page
    levels = [int(level) for level in re.findall(r"<h(\d)>", page)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_the_practice_data_tell_the_last_meeting(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    database = Database(path, clock)
    text = ProtokollService(database).load_datei(ProtokollService(database).load_gemeint(), "md").decode()
    database.close()
    assert {f"Beschluss 2026-0{number}" for number in (4, 5, 6)} <= set(re.findall(r"Beschluss \d{4}-\d\d", text))


def test_a_region_gives_its_own_letterhead_and_chapters(database: Database, region: Region, clock: FrozenClock) -> None:
    meeting = held(database, region, clock)
    template = database.path.with_name(VORLAGE)
    template.write_text('{"briefkopf": ["Kreis <b>Beispiel</b>"], "kapitel": ["vereinbarungen", "beschluesse"]}')
    page = ProtokollService(database).load_datei(meeting, "html").decode()
    assert "Kreis &lt;b&gt;Beispiel&lt;/b&gt;" in page
    assert page.index("Vereinbarungen") < page.index("Beschlüsse")
    assert "Verlauf des Abends" not in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kein json", "keine lesbare JSON-Datei"),
        ("[]", "nur „briefkopf“ und „kapitel“"),
        ('{"kapitel": "alles"}', "Listen von Texten"),
        ('{"kapitel": ["witze"]}', "unbekanntes Kapitel: witze"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(
    database: Database, region: Region, clock: FrozenClock, text: str, sentence: str
) -> None:
    meeting = held(database, region, clock)
    database.path.with_name(VORLAGE).write_text(text)
    with pytest.raises(RuleViolation, match=sentence):
        ProtokollService(database).load_dokument(meeting)
