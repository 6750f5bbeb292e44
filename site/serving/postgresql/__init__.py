"""Django's backend for PostgreSQL, which in web processes waits for a database that does not answer for a bounded time."""
