"""Template tags and filters available in every template."""

from fractions import Fraction
from typing import TYPE_CHECKING

from django import template

from organisations.policies import Action, Actor, Allowed, Denied
from organisations.policies import can as policy_can

if TYPE_CHECKING:
    from organisations.models import Organisation

register = template.Library()


@register.simple_tag
def can(actor: Actor, action: str, organisation: "Organisation") -> Allowed | Denied:
    """Ask the one permission function: {% can actor "meeting.convene" organisation as may %}."""
    return policy_can(actor, Action(action), organisation)


@register.filter
def fraction(value: Fraction | str) -> str:
    """Show an exact fraction as "p/q"."""
    return str(Fraction(value))
