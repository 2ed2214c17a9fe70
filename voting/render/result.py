"""A declared result in words and figures: the verdict, the table, the bars, the arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.render.bars import Bar
from organisations.render.parameters import UNDECIDED_PAPERS
from organisations.rules.statutes import MajorityRule
from tala.lib import figures
from voting.models import Ballot, BallotRule, Paper
from voting.render.quorum import quorum_sentence
from voting.rules.countfile import parse_count
from voting.rules.counts import Counts
from voting.rules.result import CollegeResult, Result
from voting.rules.tally import count
from voting.rules.trace import REASONS, TraceStep, sentence

TONES = {"adopted": "ok", "rejected": "bad", "tie": "warn", "blocked": "warn"}


@dataclass(frozen=True)
class CollegeRow:
    """One line of the table of a result, figures ready to print."""

    name: str
    weight: str
    counts: Counts
    share: str
    brings: str
    note: str = ""


@dataclass(frozen=True)
class ResultView:
    """All that the page of a result shows beside the text put to the vote."""

    verdict: str
    tone: str
    headline: str
    needed: str
    rule: str
    reason: str
    quorum: str
    quorum_lost: str
    bars: list[Bar]
    threshold: Fraction
    rows: list[CollegeRow]
    total: CollegeRow
    swing: str
    steps: list[str]
    channels: list[tuple[str, str]]
    tie: str
    article: str
    verified: bool


def result_view(ballot: Ballot) -> ResultView:
    """Return the result of a declared ballot, counted again from its frozen file.

    `verified` says that the new count agrees with the declared one to the last digit.
    """
    rule = ballot.typed_rule
    result = count(parse_count(ballot.count_file))
    names = {college.code: college.name for college in rule.colleges}
    steps = [(step.code, _named(step, names)) for step in result.steps]
    return ResultView(
        verdict=result.verdict,
        tone=TONES[result.verdict],
        headline=headline(rule, result),
        needed=needed_sentence(rule.majority, rule.expressed_includes),
        rule=rule_sentence(rule),
        reason=_(REASONS[result.reason]) if result.reason else "",
        quorum=quorum_sentence(ballot.quorum or {}),
        quorum_lost=quorum_lost(ballot),
        bars=_bars(rule, result, names),
        threshold=rule.majority.threshold,
        rows=[_row(college, rule.majority, names) for college in result.colleges],
        total=_total(rule.majority, result),
        swing=" ".join(text for code, text in steps if code.startswith("swing")),
        steps=[text for code, text in steps if not code.startswith("swing")],
        channels=[(label, figures.integer(number)) for label, number in channels(ballot)],
        tie=tie_sentence(rule),
        article=rule.majority.article,
        verified=result.to_json() == ballot.result,
    )


def verdict_lines(ballot: Ballot) -> list[str]:
    """Return the result of a declared ballot for the minutes: the verdict, then what supports it.

    The rule, the quorum, the votes, the blank proxies used (C. com. L225-106) and the tie rule.
    """
    rule = ballot.typed_rule
    result = count(parse_count(ballot.count_file))
    blanks = (ballot.channels or {}).get(Paper.Channel.BLANK_PROXY, 0)
    lines = [
        f"{headline(rule, result)}.",
        needed_sentence(rule.majority, rule.expressed_includes),
        rule_sentence(rule),
        _(REASONS[result.reason]) if result.reason else "",
        quorum_sentence(ballot.quorum or {}),
        quorum_lost(ballot),
        votes_sentence(result.counts),
        ngettext("Dont %(n)s pouvoir en blanc.", "Dont %(n)s pouvoirs en blanc.", blanks)
        % {"n": figures.integer(blanks)}
        if blanks
        else "",
    ]
    return [line for line in lines if line]


def verdict_word(verdict: str) -> str:
    """Return the verdict on a resolution in one or two words."""
    return {
        "adopted": _("Adoptée"),
        "rejected": _("Rejetée"),
        "tie": _("À égalité, second tour"),
        "blocked": _("Aucun résultat"),
    }[verdict]


@dataclass(frozen=True)
class Outcome:
    """Where a ballot stands, in a word, with the tone of its tag."""

    label: str
    tone: str
    declared: bool
    share: str = ""


def outcome(ballot: Ballot) -> Outcome:
    """Return the verdict of a declared ballot, or the state of any other."""
    if ballot.state == Ballot.State.DECLARED:
        result = ballot.result or {}
        share = None if result["share"] is None else Fraction(result["share"])
        return Outcome(
            verdict_word(result["verdict"]),
            TONES[result["verdict"]],
            declared=True,
            share=_share(share, ballot.typed_rule.majority),
        )
    tone = {
        Ballot.State.OPEN: "info",
        Ballot.State.CLOSED: "warn",
        Ballot.State.NO_QUORUM: "warn",
    }.get(Ballot.State(ballot.state), "")
    return Outcome(str(ballot.get_state_display()), tone, declared=False)


def headline(rule: BallotRule, result: Result) -> str:
    """Return the verdict with the share that made it: "Adoptée : 53 % des voix pondérées"."""
    if result.share is None:
        return verdict_word(result.verdict)
    return _("%(verdict)s\u00a0: %(share)s") % {
        "verdict": verdict_word(result.verdict),
        "share": _share_words(rule, result, result.share),
    }


def _share_words(rule: BallotRule, result: Result, share: Fraction) -> str:
    combination = rule.weighting.get("combination")
    if result.colleges and all(college.effective_weight is None for college in result.colleges):
        combination = None  # weights stopped: fewer than three colleges were left
    if combination == "college_vote" and result.support is not None and result.base is not None:
        return _("%(support)s collèges favorables sur %(base)s") % {
            "support": figures.ratio(result.support),
            "base": figures.ratio(result.base),
        }
    shown = {"share": figures.percent(share, against=[rule.majority.threshold])}
    if combination == "majority":
        return _("%(share)s du poids des collèges") % shown
    if combination:
        return _("%(share)s des voix pondérées") % shown
    return {
        "expressed": _("%(share)s des suffrages exprimés"),
        "voters": _("%(share)s des votants"),
        "attending": _("%(share)s des voix présentes ou représentées"),
        "registered": _("%(share)s des voix inscrites"),
    }[rule.majority.base] % shown


def needed_sentence(majority: MajorityRule, expressed_includes: Sequence[str] = ()) -> str:
    """Return what the rule asked for: "Il en fallait plus de la moitié des suffrages exprimés.".

    `expressed_includes` are the papers that the statutes count as expressed too.
    """
    base = {
        "expressed": _("des suffrages exprimés"),
        "voters": _("des votants"),
        "attending": _("des voix présentes ou représentées"),
        "registered": _("des voix inscrites"),
    }[majority.base]
    if expressed_includes and majority.base == "expressed":
        words = dict(UNDECIDED_PAPERS)
        added = ", ".join(str(words[name]) for name in expressed_includes)
        base = _("%(base)s (%(added)s compris)") % {"base": base, "added": added}
    return _("Il en fallait %(threshold)s %(base)s.") % {
        "threshold": threshold_words(majority.threshold, strict=majority.strict),
        "base": base,
    }


def rule_sentence(rule: BallotRule) -> str:
    """Return which rule was applied: whose majority, on which call, with its article."""
    kind = {
        "ordinary": _("majorité ordinaire"),
        "extraordinary": _("majorité extraordinaire"),
        "manager": _("nomination ou révocation du gérant"),
        "board": _("majorité du conseil"),
    }[rule.kind]
    call = _("seconde convocation") if rule.call_number > 1 else _("première convocation")
    words = kind if rule.kind == "board" else f"{kind}, {call}"
    article = f" ({rule.majority.article})" if rule.majority.article else ""
    return _("Règle appliquée\u00a0: %(rule)s%(article)s.") % {"rule": words, "article": article}


def threshold_words(threshold: Fraction, *, strict: bool) -> str:
    """Return a threshold as people say it: "plus de la moitié", "au moins les deux tiers"."""
    usual = {
        (Fraction(1, 2), True): _("plus de la moitié"),
        (Fraction(1, 2), False): _("au moins la moitié"),
        (Fraction(3, 5), True): _("plus des trois cinquièmes"),
        (Fraction(3, 5), False): _("au moins les trois cinquièmes"),
        (Fraction(2, 3), True): _("plus des deux tiers"),
        (Fraction(2, 3), False): _("au moins les deux tiers"),
        (Fraction(3, 4), True): _("plus des trois quarts"),
        (Fraction(3, 4), False): _("au moins les trois quarts"),
    }.get((threshold, strict))
    if usual is not None:
        return usual
    template = _("plus de %(share)s") if strict else _("au moins %(share)s")
    return template % {"share": figures.percent(threshold)}


def votes_sentence(counts: Counts) -> str:
    """Return the papers by choice, in voices."""
    shown = {choice: figures.integer(number) for choice, number in counts.by_choice().items()}
    return (
        _(
            "Pour\u00a0: %(for)s, contre\u00a0: %(against)s, abstentions\u00a0: %(abstain)s, "
            "blancs\u00a0: %(blank)s, nuls\u00a0: %(null)s."
        )
        % shown
    )


def quorum_lost(ballot: Ballot) -> str:
    """Return the warning of a quorum met at the opening and lost at the close; else nothing."""
    quorum = ballot.quorum or {}
    if quorum.get("met", True):
        return ""
    return _(
        "Attention\u00a0: le quorum, atteint à l’ouverture du vote (%(opening)s), ne l’était plus "
        "à sa clôture. Le bureau apprécie et le procès-verbal le mentionne."
    ) % {"opening": quorum_sentence(quorum["opening"]).rstrip(".")}


def tie_sentence(rule: BallotRule) -> str:
    """Return what an exact tie would become."""
    if rule.tie == "casting_vote":
        return _("À égalité, le président a voix prépondérante.")
    if rule.secret:
        return _(
            "À égalité, la majorité n’est pas atteinte et la résolution est rejetée\u00a0: "
            "le vote est secret, la voix prépondérante ne joue pas."
        )
    if rule.tie == "second_round":
        return _("À égalité, la résolution est remise aux voix.")
    return _("À égalité, la majorité n’est pas atteinte et la résolution est rejetée.")


def channels(ballot: Ballot) -> list[tuple[str, int]]:
    """Return how the voices answered: (name of the channel, voices), in the order of the day."""
    kept = ballot.channels or {}
    return [
        (_("Votes émis avant la séance, en ligne"), kept.get(Paper.Channel.REMOTE, 0)),
        (_("Votes par correspondance"), kept.get(Paper.Channel.POSTAL, 0)),
        (_("Votes en séance, par les appareils des membres"), kept.get(Paper.Channel.ROOM, 0)),
        (_("Votes de la salle, décomptés à la main"), kept.get("room_count", 0)),
        (_("Pouvoirs en blanc"), kept.get(Paper.Channel.BLANK_PROXY, 0)),
    ]


def _bars(rule: BallotRule, result: Result, names: Mapping[str, str]) -> list[Bar]:
    if not result.colleges:
        share = result.share or Fraction(0)
        return [Bar(_("Assemblée"), share, _for_and_against(result.counts))]
    return [
        Bar(
            _("%(college)s, pèse %(weight)s")
            % {"college": names[college.code], "weight": figures.percent(college.weight)},
            college.share or Fraction(0),
            _for_and_against(college.counts),
        )
        for college in result.colleges
    ]


def _for_and_against(counts: Counts) -> str:
    return _("%(for)s pour, %(against)s contre") % {
        "for": figures.integer(counts.votes_for),
        "against": figures.integer(counts.votes_against),
    }


def _row(college: CollegeResult, majority: MajorityRule, names: Mapping[str, str]) -> CollegeRow:
    changed = college.effective_weight is not None and college.effective_weight != college.weight
    return CollegeRow(
        name=names[college.code],
        weight=figures.percent(college.weight),
        counts=college.counts,
        share="" if college.share is None else figures.ratio(college.share),
        brings=_share(college.brings, majority),
        note=_("compte pour %(weight)s") % {"weight": figures.percent(college.effective_weight)}
        if changed and college.effective_weight is not None
        else "",
    )


def _total(majority: MajorityRule, result: Result) -> CollegeRow:
    weight = sum((college.weight for college in result.colleges), Fraction(0))
    return CollegeRow(
        name=_("Total"),
        weight=figures.percent(weight) if result.colleges else "",
        counts=result.counts,
        share="" if result.share is None else figures.ratio(result.share),
        brings=_share(result.share, majority),
    )


def _share(share: Fraction | None, majority: MajorityRule) -> str:
    return "" if share is None else figures.percent(share, against=[majority.threshold])


def _named(step: TraceStep, names: Mapping[str, str]) -> str:
    """Return a step of the count as a sentence, colleges by their names."""
    by_name = {
        key: names.get(value, value)
        for key, value in step.figures.items()
        if key in {"college", "target"}
    }
    return sentence(replace(step, figures={**step.figures, **by_name}), _)
