"""Holds rows still for the length of a transaction without making their readers queue."""

from typing import Any, TypeVar

from django.db import connections
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
