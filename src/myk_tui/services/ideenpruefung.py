"""Use cases of the Förderprüfung of an idea."""

from myk_tui.services.pruefung import PruefungService
from myk_tui.storage import tables as t


class IdeenpruefungService(PruefungService):
    """Answer the same questions for an idea; taken over, its answers go with it."""

    about = t.idee
    answers = t.ideenpruefung
