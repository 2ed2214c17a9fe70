"""From a contest to its verdict: the threshold, the tie rule, and how close it was."""

from dataclasses import dataclass

from voting.rules.contest import Contest
from voting.rules.exact import number, percent, short_percent
from voting.rules.majority import Bars, Majority, Score, bars, is_tie
from voting.rules.trace import TraceStep


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The verdict, why where it needs a reason, the swing, and the last steps of the trace."""

    verdict: str
    reason: str | None
    swing: int | None
    steps: tuple[TraceStep, ...]


def conclude(
    contest: Contest, majority: Majority, tie: str, casting_vote: str | None
) -> Conclusion:
    """Return the verdict of `contest` under a majority and one of contents.RESOLUTION_TIES.

    Where there is nothing to divide by the share is 0 and the verdict rejected. A tie is exactly
    half where more than half is asked; every other equality is answered by the majority itself.
    """
    score, both = contest.score, bars(majority, tie, casting_vote)
    verdict = both.verdict(score)
    reason = _reason(majority, score, tie, casting_vote)
    steps = [_comparison(majority, score, verdict, reason)]
    obstacle = contest.obstacle()
    if verdict != "rejected" and obstacle is not None:
        verdict, reason = "rejected", obstacle
        steps.append(TraceStep(obstacle))
    swing = _swing(contest, verdict, both)
    steps += [TraceStep(f"verdict_{verdict}"), _swing_step(swing)]
    papers = None if swing is None else swing.papers
    return Conclusion(verdict, reason, papers, tuple(steps))


def _reason(majority: Majority, score: Score, tie: str, casting_vote: str | None) -> str | None:
    if not score.base:
        return "empty_base"
    if not is_tie(majority, score):
        return None
    return {
        "rejected": "tie_rejected",
        "casting_vote": f"casting_vote_{casting_vote}",
        "second_round": "second_round",
    }[tie]


def _comparison(majority: Majority, score: Score, verdict: str, reason: str | None) -> TraceStep:
    """Compare the share with the threshold, or say why that does not decide."""
    if reason is not None:
        return TraceStep(reason)
    figures = {
        "share": percent(score.share, against=[majority.threshold]),
        "threshold": short_percent(majority.threshold),
    }
    return TraceStep(f"{verdict}_{'more' if majority.strict else 'least'}", figures)


@dataclass(frozen=True, slots=True)
class _Swing:
    """Papers to turn, "up" (from against to for) or "down"."""

    papers: int
    way: str


def _swing(contest: Contest, verdict: str, both: Bars) -> _Swing | None:
    """Return the fewest papers to turn for another verdict, None where no number gives one."""
    up = down = None
    if verdict != "adopted":
        up = contest.fewest_up(both.kept if verdict == "rejected" else both.adopted)
    if verdict != "rejected":
        down = contest.fewest_down(both.adopted if verdict == "adopted" else both.kept)
    ways = [_Swing(papers, way) for papers, way in ((up, "up"), (down, "down")) if papers]
    return min(ways, key=lambda swing: swing.papers, default=None)


def _swing_step(swing: _Swing | None) -> TraceStep:
    if swing is None:
        return TraceStep("swing_none")
    if swing.papers == 1:
        return TraceStep(f"swing_{swing.way}_one")
    return TraceStep(f"swing_{swing.way}", {"papers": number(swing.papers)})
