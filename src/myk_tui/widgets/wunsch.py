"""What a widget asks for on the user's behalf, as against what it merely reports."""

from textual.message import Message


class Wunsch(Message):
    """A wish to open or do something; a screen that is covered by another one does not fulfil it.

    Enter held on a list posts several before the first one has opened its dialog.
    """
