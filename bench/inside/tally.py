"""Counts the papers of thirty resolutions from the database, by the product and by the baseline.

The baseline is the fastest honest way found: fetch the compact rows, transpose them by college and
count letters in columns. The product's way also checks every letter, writes the count file of each
ballot and reaches its verdict with exact shares. Prints JSON: of each round the seconds by the wall
and of processor, the product first; the same of one ballot counted alone; whether all three agree
with the truth.
"""

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from django.core.management import call_command
from django.db import connection

from bench import data
from meetings.models import Meeting, RollEntry
from voting.models import Ballot, Paper
from voting.render.count_file import count_file_of
from voting.rules.counts import Counts
from voting.rules.papers import LETTERS, group_papers
from voting.rules.tally import count
from voting.selectors.papers import ballot_counts

PAPERS, RESOLUTIONS, ROUNDS = 100_000, 30, 6
ANSWERS = "YNA"
Sums = dict[tuple[int, str, str], int]
"""Papers by resolution, college and letter."""


def main() -> None:
    """Build the urn, count it both ways in turn, and print the figures."""
    call_command("migrate", verbosity=0)
    organisation = data.make_organisation()
    data.make_members(organisation, PAPERS)
    meeting = data.make_assembly(organisation, resolutions=RESOLUTIONS, notices="none").meeting
    data.make_papers(meeting, _answers())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    truth = _truth(meeting)
    rounds = []
    right = True
    for _ in range(ROUNDS):
        ours, our_times = _timed(lambda: product(meeting))
        theirs, their_times = _timed(lambda: baseline(meeting))
        rounds.append((our_times, their_times))
        right = right and ours == theirs == truth
    ballot = meeting.poll.ballots.get(position=0)
    alone, alone_times = _timed(lambda: _sums([ballot_counts(ballot)]))
    right = right and alone == {key: votes for key, votes in truth.items() if key[0] == 0}
    print(json.dumps({"rounds": rounds, "alone": alone_times, "right": right}))


def product(meeting: Meeting) -> Sums:
    """Count as the product does: its rows, its grouping, and each ballot's file and verdict."""
    rows = Paper.objects.filter(poll=meeting.poll).values_list("choices", "entry__college_code")
    grouped = group_papers(rows.iterator(chunk_size=5000))
    attendance = _attendance(grouped[0])
    for ballot in Ballot.objects.filter(poll=meeting.poll).select_related("resolution"):
        count(
            count_file_of(
                title=ballot.resolution.title,
                rule=ballot.typed_rule,
                attendance=attendance,
                counts=grouped[ballot.position],
            )
        )
    return _sums(grouped)


def baseline(meeting: Meeting) -> Sums:
    """Fetch, transpose, count letters: no check, no verdict."""
    colleges: dict[str, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT voting_paper.choices, meetings_rollentry.college_code FROM voting_paper "
            "JOIN meetings_rollentry ON meetings_rollentry.id = voting_paper.entry_id "
            "WHERE voting_paper.poll_id = %s",
            [meeting.poll.pk],
        )
        for choices, college in cursor.fetchall():
            colleges[college].append(choices)
    return {
        (place, college, letter): column.count(letter)
        for college, papers in colleges.items()
        for place, column in enumerate(zip(*papers, strict=True))
        for letter in ANSWERS
    }


def _answers() -> Iterator[str]:
    source = random.Random(1)
    while True:
        yield "".join(source.choices(ANSWERS, weights=(6, 3, 1), k=RESOLUTIONS))


def _truth(meeting: Meeting) -> Sums:
    """Count one letter after the other, by no method that either side uses."""
    seen: Counter[tuple[int, str, str]] = Counter()
    voices = RollEntry.objects.filter(meeting=meeting).order_by("pk")
    colleges = voices.values_list("college_code", flat=True)
    for college, choices in zip(colleges, _answers(), strict=False):
        seen.update((place, college, letter) for place, letter in enumerate(choices))
    return dict(seen)


def _attendance(counts: dict[str, Counts]) -> dict[str, dict[str, int]]:
    return {
        college: {"registered": group.papers, "attending": group.papers}
        for college, group in counts.items()
    }


def _sums(grouped: list[dict[str, Counts]]) -> Sums:
    letter = {name: letter for letter, name in LETTERS.items()}
    return {
        (place, college, letter[choice]): papers
        for place, colleges in enumerate(grouped)
        for college, counts in colleges.items()
        for choice, papers in counts.by_choice().items()
        if papers
    }


def _timed(act: Callable[[], Sums]) -> tuple[Sums, tuple[float, float]]:
    wall, processor = time.perf_counter(), time.process_time()
    return act(), (time.perf_counter() - wall, time.process_time() - processor)


if __name__ == "__main__":
    main()
