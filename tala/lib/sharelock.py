"""Holds rows still for the length of a transaction without making their readers queue."""

from functools import cache
from typing import Any, TypeVar

from django.db import connection, connections
from django.db.models import Model, QuerySet

AnyModel = TypeVar("AnyModel", bound=Model)
Row = TypeVar("Row")


def rows_held(queryset: QuerySet[AnyModel, Row]) -> list[tuple[Any, ...]]:
    """Return the rows of a `values_list` over one table, unchanged until the caller's commit.

    On PostgreSQL they are read FOR SHARE: others may hold them too, and whoever would change one
    waits; a row changed meanwhile is judged again by the filters. On SQLite the transaction is
    IMMEDIATE and has no other writer beside it. Values come as the database gives them: ask for
    keys, numbers and texts. Raises RuntimeError outside a transaction.
    """
    connection = connections[queryset.db]
    if not connection.in_atomic_block:
        raise RuntimeError("rows_held belongs inside a transaction")
    sql, params = queryset.query.sql_with_params()
    if connection.vendor == "postgresql":
        sql = f"{sql} FOR SHARE"
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def row_held(model: type[Model], pk: int, **equal: str) -> bool:
    """Hold one row by key if its columns equal these texts; False when they do not.

    As `rows_held`, with its SQL written once per model and columns, for the acts that come by the
    hundred in a second.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("row_held belongs inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 {held_row(model, tuple(equal))}", [pk, *equal.values()])
        return cursor.fetchone() is not None


@cache
def held_row(model: type[Model], names: tuple[str, ...]) -> str:
    """Return the end of a SELECT that holds one row, found by its key and by these columns."""
    quote = connection.ops.quote_name
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    tested = [str(model._meta.pk.column), *(columns[name] for name in names)]
    tests = " AND ".join(f"{quote(column)} = %s" for column in tested)
    share = " FOR SHARE" if connection.vendor == "postgresql" else ""
    return f"FROM {quote(model._meta.db_table)} WHERE {tests}{share}"
