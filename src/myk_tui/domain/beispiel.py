"""What is invented for practice says so first, „Beispiel: …“; where room is scarce a short mark says it as well."""

import re

ZEICHEN = "◇"
"""The mark of an example; a view that uses it says what it means."""

KUERZEL = "Bsp.:"
"""The same as an abbreviation that needs no explanation."""

_WORT = re.compile(r"^(?:Beispiel|Example):\s*(?=\S)")
"""The word, in the language of whoever has written the title, before a title of its own."""


def is_marked(titel: str) -> bool:
    """Whether a title begins with the word.

    >>> is_marked("Beispiel: Bürgerbus"), is_marked("Beispielhafte Höfe"), is_marked("Beispiel:")
    (True, False, False)
    """
    return _WORT.match(titel) is not None


def abbreviated(titel: str, mark: str = ZEICHEN) -> str:
    """Return a title with the mark instead of the word, so that what tells it apart comes first.

    >>> abbreviated("Beispiel: Bürgerbus"), abbreviated("Bürgerbus")
    ('◇ Bürgerbus', 'Bürgerbus')
    """
    return _WORT.sub(f"{mark} ", titel, count=1)
