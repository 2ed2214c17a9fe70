"""Copies the rows of a small cooperative inside PostgreSQL until it is a large one, in seconds.

A copy keeps everything of its original but the numbers, keys and links that must be its own.
"""

from django.db import connection
from django.db.models import Model

from mandates.models import Proxy
from meetings.models import Convocation, Meeting, RollEntry
from organisations.models import JournalEntry, JournalHead, Member, Message, Organisation
from voting.models import Paper

VOICE = (
    "{join} meetings_rollentry {name}_base ON {name}_base.id = base.{name}_id "
    "{join} meetings_rollentry {name} ON {name}.meeting_id = {name}_base.meeting_id "
    "AND {name}.number = copy.n || '-' || {name}_base.number"
)
"""Joins the copy of the voice that a column names."""


def multiply(organisation: Organisation, meeting: Meeting, times: int) -> None:
    """Make every member, and their part in the meeting, exist so many times."""
    numbered = {"number": "copy.n || '-' || base.number"}
    # Written backwards, the copies' names answer no search for their originals: both cooperatives
    # then find the same people, and their pages hold the same lines.
    keys = {
        "sort_key": "reverse(base.sort_key) || copy.n",
        "search_key": "reverse(base.search_key) || ' ' || copy.n",
    }
    entry, mine = VOICE.format(join="JOIN", name="entry"), f"base.meeting_id = {meeting.pk}"
    register = f"base.organisation_id = {organisation.pk}"
    _copy(Member, times, "", register, **numbered, **keys, user_id="NULL")
    _copy(
        RollEntry,
        times,
        f"JOIN organisations_member member ON member.organisation_id = {organisation.pk} "
        "AND member.number = copy.n || '-' || base.number",
        mine,
        **numbered,
        **keys,
        member_id="member.id",
        link_hash="md5(base.link_hash || copy.n) || md5(copy.n || base.link_hash)",
    )
    _copy(
        Message,
        times,
        "",
        register,
        key="base.key || '-' || copy.n",
        message_id="base.message_id || copy.n",
    )
    _copy(
        Convocation,
        times,
        f"{entry} JOIN organisations_message original ON original.id = base.message_id "
        "JOIN organisations_message message ON message.key = original.key || '-' || copy.n",
        mine,
        entry_id="entry.id",
        message_id="message.id",
    )
    _copy(Paper, times, entry, "TRUE", entry_id="entry.id", cast_by_id="entry.id")
    _copy(
        Proxy,
        times,
        VOICE.format(join="JOIN", name="giver")
        + " "
        + VOICE.format(join="LEFT JOIN", name="holder"),
        mine,
        giver_id="giver.id",
        holder_id="holder.id",
    )
    head = JournalHead.objects.get(organisation=organisation)
    following = {"sequence": f"base.sequence + {head.sequence} * copy.n"}
    _copy(JournalEntry, times, "", register, **following)
    JournalHead.objects.filter(pk=head.pk).update(sequence=head.sequence * times)


def _copy(model: type[Model], times: int, joins: str, where: str, **changes: str) -> None:
    """Insert `times - 1` copies of the rows; `changes` are SQL by column, n is the copy."""
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(changes.get(column, f'base."{column}"') for column in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} base "
            f"CROSS JOIN generate_series(1, {times - 1}) copy(n) {joins} WHERE {where}"
        )
        cursor.execute(f"ANALYZE {table}")  # the next copy joins what this one made
