"""One screen is one place: asks services, shows values."""
