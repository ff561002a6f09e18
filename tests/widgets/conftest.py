from pilot_tools import shorter_waits

__all__ = ["shorter_waits"]
