"""The versions of the statutes, each told by what it changed from the one before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from organisations.models import StatuteProfile
from organisations.render.parameters import parameter_name, parameter_text
from organisations.rules.statutes import PARAMETERS, StatuteParameters


@dataclass(frozen=True, slots=True)
class ParameterView:
    """One parameter in words: its value, the one before (empty in a first version), its source."""

    name: str
    value: str
    before: str
    article: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version and the parameters it sets or changes."""

    profile: StatuteProfile
    parameters: list[ParameterView]
    decision_url: str


@dataclass(frozen=True, slots=True)
class ComparedView:
    """One parameter in two versions, in words, each with its source."""

    name: str
    old: str
    old_article: str
    new: str
    new_article: str
    differs: bool


def compared_views(old: StatuteParameters, new: StatuteParameters) -> list[ComparedView]:
    """Return every parameter as both versions have it, in the order of the profile.

    Where only the clause it comes from was rewritten, the value does not differ.
    """
    return [
        ComparedView(
            name=parameter_name(name),
            old=parameter_text(name, getattr(old, name)),
            old_article=old.article(name),
            new=parameter_text(name, getattr(new, name)),
            new_article=new.article(name),
            differs=parameter_text(name, getattr(old, name))
            != parameter_text(name, getattr(new, name)),
        )
        for name in PARAMETERS
    ]


def version_views(
    profiles: Iterable[StatuteProfile], decisions: Mapping[str, str]
) -> list[VersionView]:
    """Return the versions, newest first; `profiles` come oldest first.

    `decisions` has the addresses of the decisions held in TALA, by key.
    """
    views: list[VersionView] = []
    before: StatuteParameters | None = None
    for profile in profiles:
        url = decisions.get(profile.decision_key, "")
        views.insert(0, VersionView(profile, _changes(before, profile.typed), url))
        before = profile.typed
    return views


def parameter_views(now: StatuteParameters, names: Sequence[str]) -> list[ParameterView]:
    """Return the named parameters as these statutes have them."""
    return [
        ParameterView(
            name=parameter_name(name),
            value=parameter_text(name, getattr(now, name)),
            before="",
            article=now.article(name),
        )
        for name in names
    ]


def _changes(before: StatuteParameters | None, now: StatuteParameters) -> list[ParameterView]:
    names = [name for name in PARAMETERS if _said(before, now, name)]
    return [
        ParameterView(
            name=parameter_name(name),
            value=parameter_text(name, getattr(now, name)),
            before=parameter_text(name, getattr(before, name)) if before else "",
            article=now.article(name),
        )
        for name in names
    ]


def _said(before: StatuteParameters | None, now: StatuteParameters, name: str) -> bool:
    """In the first version what is set is shown, in a later one what differs."""
    if before is None:
        return bool(now.article(name))
    return bool(getattr(before, name) != getattr(now, name))
