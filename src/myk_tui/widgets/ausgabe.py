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

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u200b\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


class Ausgabefilter(LineFilter):
    """Replaces controls, direction marks and what takes no room by as many blanks as they take cells, mostly none."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        """Return the segments, harmless."""
        return [
            segment if segment.control or not _STEERING.search(segment.text) else _harmless(segment)
            for segment in segments
        ]


def _harmless(segment: Segment) -> Segment:
    return Segment(_STEERING.sub(lambda found: " " * cell_len(found[0]), segment.text), segment.style)
