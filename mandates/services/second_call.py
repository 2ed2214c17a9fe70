"""Carries the proxies of a first meeting over to the second one, where they hold for both."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F

from mandates.models import Proxy
from mandates.rules.proxies import may_hold, valid_for_dates
from mandates.services.notices import carried_tell
from meetings.models import AttendanceEvent, Meeting, RollEntry
from organisations.policies import Actor
from organisations.services.journal import journal_write
from tala.lib import clock

Mode = RollEntry.Mode
BATCH = 1000


def proxies_carry(meeting: Meeting) -> None:
    """Give again, for a second meeting, the proxies in force at the close of the first (R225-79).

    A step of the convocation; the voices are new, no other act has touched them. A proxy is dropped
    when its giver or its holder is not on the new roll, or when its holder may not hold it any more
    (the last received fall first). Givers and holders are told by mail; a giver may withdraw.
    """
    first = meeting.first_meeting
    if first is None:
        return
    verdict = valid_for_dates(first.typed_statutes, first.day, meeting.day, same_agenda=True)
    if verdict.reason != "same_agenda":
        return
    voices = {entry.member_id: entry for entry in meeting.roll.all()}
    given = list(
        Proxy.objects.filter(meeting=first, state=Proxy.State.ACTIVE)
        .select_related("giver", "holder")
        .order_by("given_at", "pk")
    )
    proxies = _held_again(meeting, given, voices)
    Proxy.objects.bulk_create(proxies, batch_size=BATCH)
    _take_rows(proxies)
    carried_tell(proxies, meeting.organisation_id)
    journal_write(
        organisation=meeting.organisation_id,
        actor=Actor(label="TALA"),
        action="proxy.carry",
        subject=f"meeting:{meeting.pk}",
        details={
            "first": first.pk,
            "carried": len(proxies),
            "dropped": len(given) - len(proxies),
            "givers": [proxy.giver.number for proxy in proxies],
            "article": verdict.article,
        },
    )


def _held_again(
    meeting: Meeting, given: Iterable[Proxy], voices: dict[int, RollEntry]
) -> list[Proxy]:
    params = meeting.typed_statutes
    held: Counter[int | None] = Counter()
    kept = []
    for old in given:
        giver = voices.get(old.giver.member_id)
        holder = voices.get(old.holder.member_id) if old.holder else None
        if giver is None or (old.holder is not None and holder is None):
            continue
        key = holder.pk if holder else None
        verdict = may_hold(
            params,
            member_count=len(voices),
            already_held=held[key] if holder else 0,
            blank=holder is None,
            blanks_held=held[None] if holder is None else 0,
            giver_college=giver.college_name,
            holder_college=holder.college_name if holder else None,
        )
        if verdict.allowed:
            held[key] += 1
            kept.append(
                Proxy(
                    meeting=meeting, giver=giver, holder=holder, via=old.via, given_at=old.given_at
                )
            )
    return kept


def _take_rows(proxies: list[Proxy]) -> None:
    """Mark the givers represented and count what each holder has."""
    moment = clock.now()
    givers = [proxy.giver_id for proxy in proxies]
    for start in range(0, len(givers), BATCH):
        RollEntry.objects.filter(pk__in=givers[start : start + BATCH]).update(
            mode=Mode.REPRESENTED, mode_at=moment
        )
    AttendanceEvent.objects.bulk_create(
        (
            AttendanceEvent(entry_id=key, at=moment, mode=Mode.REPRESENTED, recorded_by="TALA")
            for key in givers
        ),
        batch_size=BATCH,
    )
    numbers: dict[int, list[int]] = {}
    for holder, number in Counter(proxy.holder_id for proxy in proxies).items():
        if holder is not None:
            numbers.setdefault(number, []).append(holder)
    for number, holders in numbers.items():
        RollEntry.objects.filter(pk__in=holders).update(proxies_held=F("proxies_held") + number)
