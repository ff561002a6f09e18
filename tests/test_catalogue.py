"""The English interface is complete, and no German text for the user escapes it."""

import ast
import importlib.util
import re
import string
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from myk_tui.domain.begriffe import MassnahmeStatus, label
from myk_tui.domain.kalender import parse_date, show_date
from myk_tui.i18n import ngettext, set_language

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "myk_tui"


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


catalogue = _tool()
CATALOGUES = sorted(SOURCE.rglob("*.po"))
TRANSLATING = {"_", "N_", "ngettext"}
UMLAUT = re.compile("[äöüßÄÖÜ]")
GERMAN_WORD = re.compile(
    r"\b(der|die|das|den|dem|des|ein|eine|einen|einem|und|oder|nicht|kein|keine|ist|sind|wird|werden|wurde|bitte"
    r"|mit|von|zum|zur|auf|noch|schon|hier|diese|dieser|dieses)\b",
    re.IGNORECASE,
)
ALLOWED = {
    ("domain/kalender.py", "März"): "a month as people type it; both languages are read, whatever is shown",
    ("domain/kalender.py", r"(\d{1,2})\.?\s*([A-Za-zäÄ]{3,})\.?\s*(\d{4})"): "the pattern that reads that month",
    **{("domain/text.py", letter): "a letter that is folded" for letter in "äöü"},
}
"""German in the source that is not shown, with the reason."""

ONLY_READ = (
    "domain/typografie.py",
    "domain/ideentabelle_woerter.py",
)
"""Files with words as people write them: understood, never shown."""


@pytest.fixture(scope="module")
def source_texts() -> Catalog:
    return catalogue.extract()


@pytest.fixture(scope="module")
def english() -> Catalog:
    return catalogue.load()


@pytest.fixture
def in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English from the ``.po`` as it is now; the compiled file beside it may be older."""
    target = tmp_path / "locale" / "en" / "LC_MESSAGES" / "myk.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as output:
        write_mo(output, catalogue.load())
    monkeypatch.setattr("myk_tui.i18n.LOCALE_DIR", tmp_path / "locale")
    set_language("en")
    yield
    set_language("de")


def test_every_german_text_has_an_english_one_and_nothing_else_is_in_the_catalogue(
    source_texts: Catalog, english: Catalog
) -> None:
    assert catalogue.faults(source_texts, english) == []


def test_the_catalogue_is_written_as_the_tool_writes_it(source_texts: Catalog, english: Catalog) -> None:
    written = catalogue.rendered(catalogue.merged(english, source_texts))
    assert written == catalogue.ENGLISH.read_bytes(), "run: python tools/catalogue.py"


def test_every_english_text_can_be_filled_in_where_the_german_one_can(english: Catalog) -> None:
    for message in catalogue.messages(english):
        german = {name for text in catalogue.forms(message.id) for _a, name, _b, _c in string.Formatter().parse(text)}
        for text in catalogue.forms(message.string):
            assert {name for _a, name, _b, _c in string.Formatter().parse(text)} <= german | {None}


def test_no_umlaut_is_left_in_english_outside_the_terms_of_the_programme(english: Catalog) -> None:
    terms = re.compile(r"Maßnahmen?|Lösung(en)?")
    for message in catalogue.messages(english):
        for text in catalogue.forms(message.string):
            assert not UMLAUT.search(terms.sub("", text)), text
            assert "„" not in text, text


def test_line_numbers_stay_out_of_the_catalogue() -> None:
    places = [line for line in catalogue.ENGLISH.read_text("utf-8").splitlines() if line.startswith("#:")]
    assert places
    assert not [line for line in places if re.search(r"\.py:\d", line)]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_catalogue_compiles_and_is_read_back(path: Path) -> None:
    with path.open("rb") as source:
        texts = read_po(source, abort_invalid=True)
    buffer = BytesIO()
    write_mo(buffer, texts)
    buffer.seek(0)
    back = read_mo(buffer)
    for message in catalogue.messages(texts):
        assert catalogue.forms(back.get(message.id).string) == catalogue.forms(message.string)


def test_a_missing_an_obsolete_a_guessed_and_a_misfilled_text_are_all_reported() -> None:
    template, known = Catalog(), Catalog(locale="en")
    for text in ("Datei", "Ende", "Noch {n}", "Titel"):
        template.add(text)
    template.add(("{n} Tag", "{n} Tage"))
    known.add("Datei", "")
    known.add("Noch {n}", "Still {m}")
    known.add("Titel", "Title", flags=("fuzzy",))
    known.add(("{n} Tag", "{n} Tage"), ("{n} day", ""))
    known.add("Weg", "Gone")
    reported = catalogue.faults(template, known)
    kinds = [line.partition(":")[0] for line in reported]
    assert kinds == [
        "nicht mehr im Quelltext",
        "nicht übersetzt",
        "fehlt",
        "andere Platzhalter",
        "nur geraten",
        "nicht übersetzt",
    ]


def test_a_reworded_text_is_a_new_one_and_takes_no_translation_along() -> None:
    template, known = Catalog(), Catalog(locale="en")
    template.add("Datei gespeichert.")
    known.add("Datei gespeichert", "File saved")
    new = catalogue.merged(known, template)
    assert [(message.id, message.string) for message in catalogue.messages(new)] == [("Datei gespeichert.", None)]


def test_english_is_spoken_in_the_app(in_english: None) -> None:
    assert label(MassnahmeStatus.WARTET_AUF_FREIGABE) == "waiting for approval"
    assert [ngettext("{n} Maßnahme", "{n} Maßnahmen", n) for n in (0, 1, 2)] == [
        "{n} Maßnahmen",
        "{n} Maßnahme",
        "{n} Maßnahmen",
    ]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_shown_in_english_is_read_back(month: int, in_english: None) -> None:
    day = date(2026, month, 9)
    assert parse_date(show_date(day), feld="tag", name="Day") == day


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_german_stands_only_in_translating_calls(path: Path) -> None:
    """Umlauts anywhere, and sentences with common German words, have to be in ``_()``, ``N_()`` or ``ngettext()``."""
    name = path.relative_to(SOURCE).as_posix()
    found = [
        f"{name}:{line}: {text!r}"
        for line, text in _plain_literals(path.read_text("utf-8"))
        if name not in ONLY_READ and (name, text) not in ALLOWED and _german(text)
    ]
    assert found == []


def test_every_exception_from_the_rule_is_still_needed() -> None:
    there = {
        (path.relative_to(SOURCE).as_posix(), text)
        for path in SOURCE.rglob("*.py")
        for _line, text in _plain_literals(path.read_text("utf-8"))
    }
    assert set(ALLOWED) <= there


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ('sag("Übersicht")', True),
        ('sag("Bitte noch einmal")', True),
        ('sag(f"Größe {n}")', True),
        ('sag(_("Übersicht"))', False),
        ('sag(ngettext("{n} Lösung", "{n} Lösungen", n))', False),
        ('"""Zeigt die Übersicht."""', False),
        ('sa.text("SELECT titel FROM idee")', False),
    ],
)
def test_the_rule_finds_german_outside_and_lets_the_rest_pass(code: str, caught: bool) -> None:
    assert any(_german(text) for _line, text in _plain_literals(code)) is caught


def _german(text: str) -> bool:
    return bool(UMLAUT.search(text) or (" " in text and GERMAN_WORD.search(text)))


def _plain_literals(code: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of all literals that are neither docstrings nor inside a translating call."""
    tree = ast.parse(code)
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING:
            passed |= {id(part) for argument in node.args for part in ast.walk(argument)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.lineno, node.value
