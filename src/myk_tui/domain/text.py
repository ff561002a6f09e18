"""The text gate: what may be stored, and how stored text is made harmless to look at.

User text is hostile until proven otherwise. At the input, ``clean_line`` and
``clean_text`` refuse what no person types and bring the rest into one form
(NFC). At the output, ``visible`` turns control characters into pictures and
shows writing-direction overrides, so that no stored text can steer a terminal
or disguise another text.
"""

import re
import unicodedata

from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext

TITEL_MAX = 200
ZEILE_MAX = 500
TEXT_MAX = 20_000
COMBINING_MAX = 8

_DIRECTION = {
    "\u200e": "‹LRM›",
    "\u200f": "‹RLM›",
    "\u061c": "‹ALM›",
    "\u202a": "‹LRE›",
    "\u202b": "‹RLE›",
    "\u202c": "‹PDF›",
    "\u202d": "‹LRO›",
    "\u202e": "‹RLO›",
    "\u2066": "‹LRI›",
    "\u2067": "‹RLI›",
    "\u2068": "‹FSI›",
    "\u2069": "‹PDI›",
}
_ZERO_WIDTH = {"\u200b", "\u2060", "\ufeff", "\u00ad", "\u180e"}
_NO_WIDTH = {"", "\u200c", "\u200d"}
_PICTOGRAPHS = "\u2190-\u2bff\U0001f000-\U0001fbff"
_LONE_JOINER = re.compile(f"(?<![{_PICTOGRAPHS}\ufe0f])\u200d|\u200d(?![{_PICTOGRAPHS}])")
"""A joiner that joins no two pictographs: libraries count the letter after it as no cell, terminals as one."""

_SIGNS = "\u2010-\u2027\u2030-\u205f\u20ac\u2190-\u2328\u232b-\u2adb"
"""Quotation marks, dashes, arrows and the like: they are no marks and have one form only."""

_BEYOND_LATIN = re.compile(f"[^\x00-\u02ff{_SIGNS}]")
"""What the tables of Unicode are asked about: nearly no German text, and they cost a megabyte once they are."""

_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]|" + _BEYOND_LATIN.pattern
)


_LATIN_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""The dots of ä and their like, once taken off their letter; U+034F joins and is no such mark."""

_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def clean_line(text: str, *, feld: str, name: str, maximum: int = TITEL_MAX, required: bool = False) -> str:
    """Return ``text`` as it may be stored in a field of one line.

    Line breaks and tabs become blanks, blanks at the ends go, letters are
    composed (NFC). Raises RuleViolation, naming the field, if characters
    remain that no keyboard types, if it is longer than ``maximum`` letters or
    if it is required and empty.
    """
    line = re.sub(r"\r\n|[\t\r\n\v\f\u2028\u2029\x85]", " ", text).strip()
    line = _checked(line, feld=feld, name=name, maximum=maximum)
    if required and not visible(line).strip():
        raise RuleViolation(_("{name} fehlt. Bitte ausfüllen.").format(name=name), feld=feld)
    return line


def clean_text(text: str, *, feld: str, name: str, maximum: int = TEXT_MAX, required: bool = False) -> str:
    """Return ``text`` as it may be stored in a field of several lines.

    As ``clean_line``, but line breaks stay. Raises RuleViolation likewise.
    """
    lines = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text).replace("\t", "    ")
    lines = "\n".join(line.rstrip() for line in lines.split("\n")).strip("\n")
    lines = _checked(lines, feld=feld, name=name, maximum=maximum)
    if required and not visible(lines.replace("\n", " ")).strip():
        raise RuleViolation(_("{name} fehlt. Bitte ausfüllen.").format(name=name), feld=feld)
    return lines


def forbidden_character(text: str) -> str | None:
    """Return the first character that may not be stored, or None.

    Forbidden are control characters except the line break, lone surrogates
    and noncharacters.
    """
    for character in text:
        code = ord(character)
        if character == "\n" or 32 <= code < 127 or 160 <= code < 0xD800:
            continue
        if code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000:
            return character
        if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
            return character
    return None


def letters(text: str) -> int:
    """Return the length as a reader counts it: marks count nothing, up to ``COMBINING_MAX`` on one letter.

    Without that limit a title of one letter could be as long as it likes.
    """
    if not _BEYOND_LATIN.search(text):
        return len(text)
    count = marks = 0
    for character in text:
        marks = marks + 1 if _is_mark(character) else 0
        count += not 0 < marks <= COMBINING_MAX
    return count


def visible(text: str) -> str:
    """Return one harmless line of ``text``: nothing in it can steer or deceive.

    Controls become pictures (``␛``), line breaks ``⏎``, direction overrides
    names in ``‹›``, at most ``COMBINING_MAX`` combining marks stay on a letter.
    """
    if not _SUSPECT.search(text):
        return text
    parts: list[str] = []
    marks = 0
    for character in text:
        if _is_mark(character):
            marks += 1
            if marks <= COMBINING_MAX:
                parts.append(character)
            continue
        picture = _picture(character)
        if picture not in _NO_WIDTH:  # what takes no place parts no marks: they would all stand on the same letter
            marks = 0
        parts.append(picture)
    shown = "".join(parts)
    return _LONE_JOINER.sub("", shown) if "\u200d" in shown else shown


def fold(text: str) -> str:
    """Return ``text`` for comparing: Bürgerbüro = Buergerbuero = BURGERBURO, Straße = strasse.

    German order and search need it: neither SQLite nor Python sorts „Äpfel“ ahead of „Zebra“.
    """
    bare = text.casefold()
    if not bare.isascii():
        bare = bare.replace("ä", "a").replace("ö", "o").replace("ü", "u")
    if not bare.isascii():
        bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", bare))
        if not bare.isascii():
            bare = _BEYOND_ASCII.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], bare)
    return bare.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _is_mark(character: str) -> bool:
    """Whether a character stands on the one before: all marks, for some (enclosing ones) have no combining class."""
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


def _checked(text: str, *, feld: str, name: str, maximum: int) -> str:
    bad = forbidden_character(text)
    if bad is not None:
        raise RuleViolation(
            _(
                "{name} enthält ein unsichtbares Steuerzeichen (U+{code:04X}). Bitte das Zeichen löschen und noch einmal speichern."
            ).format(name=name, code=ord(bad)),
            feld=feld,
        )
    if _BEYOND_LATIN.search(text):
        text = unicodedata.normalize("NFC", text)
    length = letters(text)
    if length > maximum:
        raise RuleViolation(
            ngettext(
                "{name} ist {n} Zeichen zu lang (höchstens {max}). Bitte kürzen.",
                "{name} ist {n} Zeichen zu lang (höchstens {max}). Bitte kürzen.",
                length - maximum,
            ).format(name=name, n=length - maximum, max=maximum),
            feld=feld,
        )
    return text


def _picture(character: str) -> str:
    code = ord(character)
    if character == "\n":
        return "⏎"
    if code < 32:
        return chr(0x2400 + code)
    if code == 127:
        return "␡"
    if 128 <= code < 160 or 0xD800 <= code < 0xE000 or 0xE0000 <= code <= 0xE007F:
        return "�"
    if character in ("\u2028", "\u2029"):
        return "⏎"
    if character in _ZERO_WIDTH or 0xFFF9 <= code <= 0xFFFB or 0x206A <= code <= 0x206F:
        return ""
    return _DIRECTION.get(character, character)


def listed(text: str) -> tuple[str, ...]:
    """Return the entries of a list with one per line, without list marks („- “, „• “, „1. “) and empty lines."""
    lines = (_LIST_MARK.sub("", line.strip()).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


_LIST_MARK = re.compile(r"^(?:[-–—•*·▪◦+]+|\d{1,3}[.)])(?=\s|$)")
