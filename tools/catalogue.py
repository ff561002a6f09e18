"""Keep the English message catalogue in step with the German texts in the source.

German is the source language: the message keys are the German sentences in
``_()``, ``N_()`` and ``ngettext()``.  Run it after a text was written or changed::

    python tools/catalogue.py           # take over new and dropped texts, list what is missing
    python tools/catalogue.py --check   # write nothing; exit with 1 if the file is not complete

Source files are named in the catalogue, line numbers are not, and messages are
in alphabetical order: moving code around leaves the file as it is.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "myk_tui"
ENGLISH = SOURCE / "locale" / "en" / "LC_MESSAGES" / "myk.po"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
HEADER = (
    "# English interface of myk-tui.  The German texts in the source are the keys.\n# Written by tools/catalogue.py."
)


def extract() -> Catalog:
    """Return a catalogue of all German texts in the source, without translations."""
    template = Catalog()
    found = extract_from_dir(str(SOURCE), method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",))
    for filename, _line, message, comments, _context in found:
        if message:  # an empty key is the header of the file
            where = Path(filename).as_posix()
            template.add(message, None, locations=[(where, 0)], auto_comments=comments)
    return template


def load(path: Path = ENGLISH) -> Catalog:
    """Return the catalogue in ``path``, an empty English one if there is no file yet."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as source:
        return read_po(source, locale="en")


def merged(old: Catalog, template: Catalog) -> Catalog:
    """Return the messages of ``template`` with the translations of ``old``.

    Nothing is guessed: a reworded German sentence is a new message, and one
    that is no longer in the source is dropped.
    """
    new = Catalog(locale="en", project="myk-tui", header_comment=HEADER, fuzzy=False)
    for message in messages(template):
        known = old.get(message.id)
        same_kind = known is not None and known.pluralizable == message.pluralizable
        new.add(
            message.id,
            known.string if known is not None and same_kind else None,
            locations=sorted(set(message.locations)),
            flags=(known.flags & {"fuzzy"}) if known is not None else (),
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known is not None else (),
        ).flags.discard("python-format")  # „100 % gesetzt“ looks like one; the texts use str.format only
    return new


def rendered(catalogue: Catalog) -> bytes:
    """Return the file content, the same for the same messages on every machine and day."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)
    head = (
        f"{HEADER}\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Language: en\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return head.encode() + buffer.getvalue().rstrip(b"\n") + b"\n"


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Iterate over the messages, without the header."""
    return (message for message in catalogue if message.id)


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return all forms of a key or a translation: one, or one per plural form."""
    if text is None:
        return ()
    return (text,) if isinstance(text, str) else tuple(form or "" for form in text)


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a text, sorted, each as often as it occurs."""
    return sorted(PLACEHOLDER.findall(text.replace("{{", "").replace("}}", "")))


def faults(template: Catalog, catalogue: Catalog) -> list[str]:
    """Return one line per message that is missing, empty, guessed, obsolete or has other placeholders."""
    lines = [
        f"nicht mehr im Quelltext: {message.id!r}" for message in messages(catalogue) if message.id not in template
    ]
    lines += [f"veraltet: {key!r}" for key in catalogue.obsolete]
    for message in messages(template):
        known = catalogue.get(message.id)
        if known is None:
            lines.append(f"fehlt: {message.id!r}")
            continue
        strings = forms(known.string)
        if len(strings) != len(forms(message.id)) or not all(strings):
            lines.append(f"nicht übersetzt: {message.id!r}")
        elif known.fuzzy:
            lines.append(f"nur geraten: {message.id!r}")
        elif any(placeholders(key) != placeholders(text) for key, text in zip(forms(message.id), strings, strict=True)):
            lines.append(f"andere Platzhalter: {message.id!r} -> {known.string!r}")
    return lines


def compile_catalogue(path: Path = ENGLISH) -> Path:
    """Write the ``.mo`` beside ``path``, for a run from the source tree."""
    target = path.with_suffix(".mo")
    with target.open("wb") as output:
        write_mo(output, load(path))
    return target


def main(arguments: list[str] | None = None) -> int:
    """Update or check the English catalogue; return 1 if it is not complete."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, only report")
    options = parser.parse_args(arguments)
    template = extract()
    if not options.check:
        content = rendered(merged(load(), template))
        ENGLISH.parent.mkdir(parents=True, exist_ok=True)
        if not ENGLISH.exists() or ENGLISH.read_bytes() != content:
            ENGLISH.write_bytes(content)
        compile_catalogue()
    problems = faults(template, load())
    print("\n".join([*problems, f"{len(list(messages(template)))} Texte, {len(problems)} Mängel"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
