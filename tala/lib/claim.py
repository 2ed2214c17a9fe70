"""Claims rows of a work table so that no two workers hold the same one."""

import datetime as dt
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

_ATTEMPTS = 5

AnyModel = TypeVar("AnyModel", bound=Model)


def claim_rows(
    queryset: QuerySet[AnyModel],
    *,
    from_state: str,
    to_state: str,
    limit: int,
    claim_id: UUID,
    now: dt.datetime,
) -> list[Any]:
    """Move up to `limit` rows from one state to another; return the keys this caller now holds.

    The rows carry `state`, `claim` and `claimed_at`. Only the conditional UPDATE decides, so the
    answer is right on SQLite and PostgreSQL alike, whatever other workers do meanwhile. Keys come
    in the order of the queryset. `claim_id` must be new for each call.
    """
    for _attempt in range(_ATTEMPTS):
        ready = queryset.filter(state=from_state)
        candidates = list(ready.values_list("pk", flat=True)[:limit])
        if not candidates:
            return []
        rows = queryset.model._default_manager.using(queryset.db).filter(pk__in=candidates)
        taken = rows.filter(state=from_state).update(state=to_state, claim=claim_id, claimed_at=now)
        if taken:
            mine = set(rows.filter(claim=claim_id).values_list("pk", flat=True))
            return [key for key in candidates if key in mine]
    # Other workers took every candidate five times over: they are busy with them, come back later.
    return []
