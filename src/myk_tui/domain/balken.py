"""How long a bar is."""


def bar_cells(count: int, most: int, cells: int) -> int:
    """Return the length of the bar for ``count`` if ``most`` fills ``cells``; what is there is seen, however little it is."""
    return 0 if count <= 0 or most <= 0 else max(1, count * cells // most)
