"""The warehouse on a PostgreSQL server."""
