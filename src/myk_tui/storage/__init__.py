"""The only place that knows SQLAlchemy: database, tables, queries, journal, files."""
