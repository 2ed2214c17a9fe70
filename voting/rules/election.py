"""The methods `choice` and `yes_no_each`: options are ticked, or each one gets a yes or a no."""

from collections.abc import Iterator

from voting.rules.contents import CountFile
from voting.rules.counts import Counts
from voting.rules.election_file import USUAL_MAJORITIES, Election
from voting.rules.empty import Settlement
from voting.rules.exact import number, percent, short_percent
from voting.rules.majority import Majority
from voting.rules.result import CollegeResult, ElectionResult, OptionResult, Result
from voting.rules.seats_won import SeatsWon, passes, ranked, seats_won
from voting.rules.tally_sheet import OptionSheet, Sheet, tally_sheet
from voting.rules.trace import TraceStep


def count_election(file: CountFile) -> Result:
    """Count an election by its weighting, its majority and its tie rule.

    Raises ValueError for a file built by hand without its election.
    """
    election = file.election
    if election is None:
        raise ValueError(f'the method "{file.method}" needs an election')
    sheet = tally_sheet(file, election)
    if sheet.settlement is not None and sheet.settlement.over_cap:
        won = SeatsWon("blocked", "college_over_cap", (), ())
    else:
        won = seats_won(election, file.majority, sheet.options)
    return Result(
        verdict=won.verdict,
        reason=won.reason,
        support=None,
        base=None,
        share=None,
        counts=sheet.counts,
        colleges=_colleges(sheet.settlement),
        swing=None,
        steps=tuple(_steps(file, election, sheet, won)),
        election=_election_result(file, election, sheet, won),
    )


def _election_result(
    file: CountFile, election: Election, sheet: Sheet, won: SeatsWon
) -> ElectionResult:
    blocked = won.reason == "college_over_cap"
    return ElectionResult(
        options=() if blocked else tuple(_option(item, file.majority) for item in sheet.options),
        elected=won.elected,
        ranking=() if blocked else ranked(sheet.options),
        tied=won.tied,
        tie_rule=election.tie if won.tied else None,
        vacant=election.seats - len(won.elected),
    )


def _option(sheet: OptionSheet, majority: Majority) -> OptionResult:
    return OptionResult(
        code=sheet.code,
        votes_for=sheet.heads.votes_for,
        votes_against=sheet.heads.votes_against,
        support=sheet.support,
        base=sheet.base,
        passes=passes(sheet, majority),
    )


def _colleges(settlement: Settlement | None) -> tuple[CollegeResult, ...]:
    if settlement is None:
        return ()
    return tuple(
        CollegeResult(
            code=standing.code,
            weight=standing.weight,
            effective_weight=None if settlement.headcount else settlement.part(standing.worth),
            counts=standing.group.counts,
            share=None,
            empty=standing.empty,
        )
        for standing in settlement.standings
    )


def _steps(file: CountFile, election: Election, sheet: Sheet, won: SeatsWon) -> Iterator[TraceStep]:
    """Tell the papers, the weighting, each option best first, then the seats."""
    yield _papers_step(sheet.counts)
    if sheet.spoiled:
        yield TraceStep("spoiled", {"papers": number(sheet.spoiled)})
    rule = "rule_choice" if election.method == "choice" else "rule_yes_no"
    yield TraceStep(rule, {"seats": number(election.seats)})
    if sheet.settlement is None:
        yield TraceStep(f"rule_{file.kind}")
    else:
        yield TraceStep("rule_shared_weight")
        yield from sheet.settlement.steps
    if won.reason == "college_over_cap":
        yield TraceStep("verdict_blocked")
        return
    best_first = sorted(sheet.options, key=lambda option: option.support, reverse=True)
    for option in best_first:
        yield _support_step(file, election, sheet, option)
    if file.majority != USUAL_MAJORITIES["choice"]:
        yield from (_majority_step(option, file.majority) for option in best_first)
    yield from _seat_steps(election, won)


def _papers_step(counts: Counts) -> TraceStep:
    figures = {
        "papers": counts.papers,
        "expressed": counts.expressed,
        "abstain": counts.abstain,
        "blank": counts.blank,
        "null": counts.null,
    }
    return TraceStep("ballot_papers", {key: number(value) for key, value in figures.items()})


def _support_step(
    file: CountFile, election: Election, sheet: Sheet, option: OptionSheet
) -> TraceStep:
    """Say what one option has: voices, weights, or the sum over the colleges."""
    if not option.support and not option.opposition:
        return TraceStep("option_no_vote", {"option": option.code})
    settlement = sheet.settlement
    weighted = settlement is not None and not settlement.headcount
    written = {"option": option.code, "support": number(option.support)}
    if settlement is not None and weighted:
        written["support"] = percent(settlement.part(option.support))
    if election.method == "yes_no_each":
        against = option.opposition
        shown = percent(settlement.part(against)) if settlement and weighted else number(against)
        return TraceStep("option_yes_no", written | {"opposition": shown})
    if settlement is not None and weighted:
        terms = " + ".join(_terms(settlement, option, file.majority.base))
        return TraceStep("option_colleges", written | {"terms": terms})
    if file.kind == "weights":
        return TraceStep("option_weights", written)
    return TraceStep("option_heads_one" if option.support == 1 else "option_heads", written)


def _terms(settlement: Settlement, option: OptionSheet, base: str) -> Iterator[str]:
    """Yield "40 % × 8/10" for each college that counts."""
    for standing in settlement.counting:
        part = short_percent(settlement.part(standing.worth))
        votes = number(option.parts[standing.code])
        yield f"{part} × {votes}/{number(standing.group.base(base))}"


def _majority_step(option: OptionSheet, majority: Majority) -> TraceStep:
    figures = {
        "option": option.code,
        "share": percent(option.share, against=[majority.threshold]),
        "threshold": short_percent(majority.threshold),
    }
    outcome = "passes" if passes(option, majority) else "fails"
    return TraceStep(f"option_{outcome}_{'more' if majority.strict else 'least'}", figures)


def _seat_steps(election: Election, won: SeatsWon) -> Iterator[TraceStep]:
    if won.tied:
        yield TraceStep("tied", {"options": ", ".join(won.tied)})
    if won.reason is not None:
        figures = {
            "passing": number(len(won.passing)),
            "seats": number(election.seats),
            "left": number(election.seats - len(won.elected)),
        }
        yield TraceStep(won.reason, figures)
    if won.elected:
        yield TraceStep("elected_are", {"options": ", ".join(won.elected)})
    verdict = {"rejected": "not_elected"}.get(won.verdict, won.verdict)
    yield TraceStep(f"verdict_{verdict}")
