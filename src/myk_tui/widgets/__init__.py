"""Draw frozen values and post wishes; know the domain, not the services."""
