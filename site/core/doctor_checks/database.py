"""The database: reached, new enough, migrated, with connections left."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from core.upkeep.doctor import Finding, check, ok, problem, warning
from core.upkeep.unapplied import unapplied
from serving.desks import NUMBER

FEW = 2 * NUMBER  # connections that two web processes may ask for


@check("database")
def database() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
    except Exception as error:
        yield problem(
            f"The database at {place()} does not answer: {type(error).__name__}.",
            "Start it, and look at DATABASE_URL: host, port, user, password, name; see the log of the database.",
        )
        return
    wanted = connection.features.minimum_database_version
    version = connection.get_database_version()
    said = f"{connection.display_name} {'.'.join(map(str, version))} at {place()}"
    if wanted and version < wanted:
        yield problem(f"{said} is too old.", f"Upgrade it to {'.'.join(map(str, wanted))} or later.")
    else:
        yield ok(f"{said} answers.")
    if connection.vendor == "postgresql":
        yield from _zone()
        yield _connections()


def place() -> str:
    """Without user and password."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(known["NAME"])
    return f"{known['HOST'] or 'a local socket'}{':' + str(known['PORT']) if known['PORT'] else ''}, {known['NAME']}"


def _zone() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_timezone_names WHERE name = %s", [settings.TIME_ZONE])
        if not cursor.fetchone()[0]:
            yield problem(
                f"PostgreSQL does not know the time zone {settings.TIME_ZONE}: days cannot be counted.",
                "Install the time zones of its system (tzdata), and restart it.",
            )


def _connections() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
            " - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')"
        )
        left = cursor.fetchone()[0]
    if left < FEW:
        return warning(
            f"{left} connections are left; each web process may take {NUMBER}.",
            "Raise max_connections of PostgreSQL, or run fewer web processes (`serve --workers`).",
        )
    return ok(f"{left} connections are left; each web process may take {NUMBER}.")


@check("migrations", needs_database=True)
def migrations() -> Finding:
    if plan := unapplied():
        named = ", ".join(f"{one.app_label}.{one.name}" for one, _backwards in plan[:3])
        more = f" and {len(plan) - 3} more" if len(plan) > 3 else ""
        return problem(f"Not applied: {named}{more}.", "Run `manage.py migrate`.")
    return ok("All migrations are applied.")
