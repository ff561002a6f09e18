"""What ``make bench`` runs: the installed app beside an empty one, in a real pseudo-terminal."""
