"""Turns: those who change the register, roles or statutes of an organisation go one by one."""

from django.db import transaction
from django.db.models import F

from organisations.models import Organisation


def take_turn(organisation: Organisation) -> None:
    """Wait for the acts on this organisation that are under way, and hold it until the commit.

    An UPDATE that changes nothing: it locks the row on PostgreSQL, and on SQLite the transaction is
    alone anyway. What is read afterwards stays true until this act is written. Raises RuntimeError
    outside a transaction, where nothing would be held.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("take_turn belongs inside the act's transaction")
    Organisation.objects.filter(pk=organisation.pk).update(name=F("name"))
