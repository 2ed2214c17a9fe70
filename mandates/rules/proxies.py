"""Who may give a proxy, who may hold it, how many, for which meetings; how a blank one votes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import floor
from typing import Literal

from mandates.rules.messages import MESSAGES
from organisations.rules.statutes import StatuteParameters

HolderLink = Literal["member", "spouse", "pacs_partner", "third_party"]


@dataclass(frozen=True, slots=True)
class ProxyVerdict:
    """Whether a proxy is allowed and why.

    `reason` is a key of `messages.MESSAGES`, `figures` those of its sentence, `article` the law or
    the clause of the statutes.
    """

    allowed: bool
    reason: str
    article: str = ""
    figures: Mapping[str, str] = field(default_factory=dict, hash=False)


_ALLOWED = ProxyVerdict(True, "allowed")


def sentence(verdict: ProxyVerdict, translate: Callable[[str], str] = str) -> str:
    """Return the verdict as a sentence: in French, or as `translate` (gettext) gives it."""
    return translate(MESSAGES[verdict.reason]) % dict(verdict.figures)


def proxy_cap(params: StatuteParameters, member_count: int) -> int | None:
    """Return how many proxies one person may hold beside their own vote, None for no limit.

    A share of the members is cut to a whole number and is never under one: in a SCOP one proxy
    under 20 members, a twentieth of the members from there (L78 art. 14). Where the statutes give
    both a number and a share the smaller holds. A board has its own: see `may_hold_on_board`.
    """
    limits = [] if params.proxy_max is None else [params.proxy_max]
    if params.proxy_share_of_members is not None:
        limits.append(max(1, floor(params.proxy_share_of_members * member_count)))
    return min(limits, default=None)


def may_give(
    params: StatuteParameters,
    *,
    blank: bool = False,
    giver_already_voted: bool = False,
    giver_represented: bool = False,
) -> ProxyVerdict:
    """Say whether a member may give a proxy now, whoever would hold it.

    Who has voted may not take another way unless the statutes allow the change (C.com R225-85 III);
    who has already given a proxy withdraws it first.
    """
    if not params.proxies_allowed:
        return ProxyVerdict(False, "proxies_not_allowed", params.article("proxies_allowed"))
    if blank and not params.blank_proxy_allowed:
        return ProxyVerdict(False, "blank_not_allowed", params.article("blank_proxy_allowed"))
    if giver_already_voted and not params.mode_change_allowed:
        return ProxyVerdict(False, "giver_already_voted", params.article("mode_change_allowed"))
    if giver_represented:
        return ProxyVerdict(False, "giver_already_represented", params.article("proxies_allowed"))
    return _ALLOWED


def may_hold(
    params: StatuteParameters,
    *,
    member_count: int,
    already_held: int,
    blank: bool = False,
    blanks_held: int = 0,
    giver_college: str | None = None,
    holder_college: str | None = None,
    holder_is_giver: bool = False,
    holder_represented: bool = False,
    giver_already_voted: bool = False,
    holder_link: HolderLink = "member",
    holder_own_votes: int = 1,
) -> ProxyVerdict:
    """Say whether one more proxy may go to this holder (the chair when `blank`).

    `member_count` is the number of members on the roll; `already_held` and `blanks_held` count the
    named and blank proxies the holder has; `holder_own_votes` is the number of votes the human
    holder casts for themself and for legal persons. Asks `may_give` too. The represented vote
    counts in the giver's college, never in the holder's: an allowed verdict says so in the figure
    `counts_in`.
    """
    given = may_give(params, blank=blank, giver_already_voted=giver_already_voted)
    if not given.allowed:
        return given
    if not blank:
        refused = _holder_refused(
            params, giver_college, holder_college, holder_is_giver, holder_represented, holder_link
        )
        if refused is not None:
            return refused
    counted = not blank or bool(params.cap_applies_to_blank)
    held = already_held + (blanks_held if params.cap_applies_to_blank else 0)
    too_many = _too_many(params, member_count, held, holder_own_votes) if counted else None
    return too_many or ProxyVerdict(
        True,
        "allowed",
        params.article("proxies_allowed"),
        {} if giver_college is None else {"counts_in": giver_college},
    )


def may_hold_on_board(
    params: StatuteParameters, *, already_held: int, holder_is_giver: bool = False
) -> ProxyVerdict:
    """Say whether a director may hold one more proxy at a sitting of the board.

    In an SA one director holds one proxy at most in a sitting (C.com R225-19); None is no limit, 0
    forbids proxies.
    """
    article, cap = params.article("board_proxy_max"), params.board_proxy_max
    if holder_is_giver:
        return ProxyVerdict(False, "holder_is_giver", article)
    if cap is not None and already_held >= cap:
        figures = {"held": str(already_held), "cap": str(cap)}
        return ProxyVerdict(False, "cap_reached", article, figures)
    return _ALLOWED


def giver_may_vote(params: StatuteParameters, *, represented: bool) -> ProxyVerdict:
    """Say whether a member may vote in person or from home, having given a proxy or not.

    By default the proxy is withdrawn first, in words; where the statutes allow a change of mode the
    vote itself cancels the proxy and the holder has room for another.
    """
    if not represented:
        return _ALLOWED
    article = params.article("mode_change_allowed")
    if params.mode_change_allowed:
        return ProxyVerdict(True, "proxy_cancelled", article)
    return ProxyVerdict(False, "proxy_in_force", article)


def split_at_cap(
    params: StatuteParameters, member_count: int, received: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the named proxies of one holder, in order of reception, into (kept, refused).

    The last received fall first.
    """
    cap = proxy_cap(params, member_count)
    return tuple(received[:cap]), () if cap is None else tuple(received[cap:])


def blank_direction(
    supported_by_board: bool, direction: str | None = "board_texts"
) -> Literal["for", "against", "abstain"]:
    """Return how a blank proxy votes on a text (C.com L225-106 III).

    For the texts the board presents or supports, against all others. Outside an SA the statutes may
    say that it abstains; `direction` is their parameter `blank_direction`, the law's when silent.
    """
    if direction == "abstain":
        return "abstain"
    return "for" if supported_by_board else "against"


def valid_for_dates(
    params: StatuteParameters, given_for: date, other_on: date, *, same_agenda: bool = False
) -> ProxyVerdict:
    """Say whether a proxy given for one meeting also holds for another.

    It does for a later call on the same agenda where the law or the statutes say so, and for the
    ordinary and the extraordinary assembly of one day, or within 15 days in an SA (C.com R225-79),
    7 in a SARL (R223-21).
    """
    days = abs((other_on - given_for).days)
    if same_agenda and params.proxy_valid_second_call:
        return ProxyVerdict(True, "same_agenda", params.article("proxy_valid_second_call"))
    limit = params.proxy_two_meetings_days
    article = params.article("proxy_two_meetings_days")
    if limit is None:
        return ProxyVerdict(False, "one_meeting_only", article)
    if days == 0:
        return ProxyVerdict(True, "same_day", article)
    figures = {"days": str(days), "limit": str(limit)}
    if days <= limit:
        return ProxyVerdict(True, "within_days", article, figures)
    return ProxyVerdict(False, "too_far", article, figures)


def _holder_refused(
    params: StatuteParameters,
    giver_college: str | None,
    holder_college: str | None,
    holder_is_giver: bool,
    holder_represented: bool,
    holder_link: HolderLink,
) -> ProxyVerdict | None:
    if holder_is_giver:
        return ProxyVerdict(False, "holder_is_giver", params.article("proxies_allowed"))
    if holder_represented:
        # No substitution: a proxy cannot travel on with the holder's own.
        return ProxyVerdict(False, "holder_represented", params.article("proxies_allowed"))
    if holder_link != "member":
        return _outsider_refused(params, holder_link)
    if params.proxy_same_college_only and giver_college != holder_college:
        return ProxyVerdict(
            False,
            "other_college",
            params.article("proxy_same_college_only"),
            {"giver_college": giver_college or "", "holder_college": holder_college or ""},
        )
    return None


def _outsider_refused(params: StatuteParameters, link: HolderLink) -> ProxyVerdict | None:
    if params.proxy_holder_must_be_member is not False:
        article = params.article("proxy_holder_must_be_member")
        return ProxyVerdict(False, "holder_not_member", article)
    if link not in params.proxy_outside_holders:
        article = params.article("proxy_outside_holders")
        return ProxyVerdict(False, "holder_link_not_allowed", article)
    return None


def _too_many(
    params: StatuteParameters, member_count: int, held: int, own_votes: int
) -> ProxyVerdict | None:
    cap = proxy_cap(params, member_count)
    if cap is not None and held >= cap:
        figures = {"held": str(held), "cap": str(cap)}
        return ProxyVerdict(False, "cap_reached", _cap_article(params, cap), figures)
    limit = params.max_votes_per_person
    if limit is not None and own_votes + held + 1 > limit:
        figures = {"votes": str(own_votes + held + 1), "limit": str(limit)}
        article = params.article("max_votes_per_person")
        return ProxyVerdict(False, "votes_per_person", article, figures)
    return None


def _cap_article(params: StatuteParameters, cap: int) -> str:
    by_number = params.proxy_max == cap
    return params.article("proxy_max" if by_number else "proxy_share_of_members")
