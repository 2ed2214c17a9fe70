"""A member who returns a proxy and a postal form: which one speaks, resolution by resolution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

BOTH_WAYS = ("postal_first", "postal_only", "proxy_only")
BOTH_ARTICLE = "C.com R225-81"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who speaks for the member on one resolution.

    `by` "postal" gives the `choice` of the form; "proxy" leaves it to the holder; "nobody" is no
    expressed vote. `choice` is empty in the two last.
    """

    resolution: str
    by: Literal["postal", "proxy", "nobody"]
    choice: str = ""


def spoken(
    resolutions: Sequence[str],
    form: Mapping[str, str] | None,
    *,
    has_proxy: bool,
    rule: str = "postal_first",
) -> tuple[Spoken, ...]:
    """Return who speaks on each resolution; the member has one voice whatever they returned.

    `form` holds the choices marked on the postal form, None where there is no form. The rules, one
    of BOTH_WAYS: the proxy counts subject to the votes of the form (C.com R225-81, last paragraph),
    or one of the two is set aside wherever both exist.
    """
    if rule not in BOTH_WAYS:
        raise ValueError(f"{rule} is not one of {', '.join(BOTH_WAYS)}")
    if form is not None and has_proxy:
        form = None if rule == "proxy_only" else form
        has_proxy = rule != "postal_only"
    return tuple(_spoken(resolution, form or {}, has_proxy) for resolution in resolutions)


def counted_in_quorum(form: Mapping[str, str] | None, *, has_proxy: bool) -> int:
    """Return how many times a member counts in the quorum of an assembly: once, or not at all.

    A form without any mark counts too (C.com L225-107).
    """
    return int(form is not None or has_proxy)


def _spoken(resolution: str, form: Mapping[str, str], has_proxy: bool) -> Spoken:
    if resolution in form:
        return Spoken(resolution, "postal", form[resolution])
    return Spoken(resolution, "proxy" if has_proxy else "nobody")
