"""Interface language: German is the source, English a gettext catalogue.

``set_language`` is called once, by the command line, before the screens are
imported: class level texts (key descriptions) are translated at import.
"""

import gettext as _gettext
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"
DOMAIN = "myk"
LANGUAGES = ("de", "en")

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "de"


def set_language(language: str) -> None:
    """Choose ``de`` or ``en`` for all interface texts of this process."""
    global _current, _language
    _language = language
    if language == "de":
        _current = _gettext.NullTranslations()
    else:
        _current = _gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)


def language() -> str:
    """Return the language in use, ``de`` or ``en``."""
    return _language


def _(text: str) -> str:
    """Translate one interface text; its German wording is the key."""
    return _current.gettext(text) if text else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a text with a number in it; German has two forms, as English."""
    return _current.ngettext(singular, plural, n)


def N_(text: str) -> str:  # noqa: N802 - the customary name that extractors know
    """Mark a text for the catalogue that is translated later, where it is shown."""
    return text
