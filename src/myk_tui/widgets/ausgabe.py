"""The last gate before the terminal: whatever widget drew it, nothing in it can steer the terminal.

Our own widgets and ``plain()`` make user text harmless themselves. The
framework's input fields draw what was typed or pasted as it is, escape
sequences included.
"""

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from myk_tui.domain.text import COMBINING_MAX

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u200b\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_PILE = re.compile(f"([\u0300-\u036f]{{{COMBINING_MAX}}})[\u0300-\u036f]+")
"""More marks on one letter than any language has; they would grow into the lines around it."""

_SUSPECT = re.compile(f"{_STEERING.pattern}|{_PILE.pattern}")


class Ausgabefilter(LineFilter):
    """Replaces controls, direction marks and what takes no room by as many blanks as they take cells, mostly none."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        """Return the segments, harmless."""
        return [
            segment if segment.control or not _SUSPECT.search(segment.text) else _harmless(segment)
            for segment in segments
        ]


def _harmless(segment: Segment) -> Segment:
    text = _STEERING.sub(lambda found: " " * cell_len(found[0]), _PILE.sub(r"\1", segment.text))
    return Segment(text, segment.style)
