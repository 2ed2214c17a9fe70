"""Which version of the statutes is in force, and what it still lacks."""

import datetime as dt

from organisations.models import Organisation, StatuteProfile
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import missing_for


def profile_in_force(organisation: Organisation, on: dt.date) -> StatuteProfile:
    """Return the version of the statutes in force on a day.

    The latest `valid_from` not after that day wins, then the highest version; before the first
    version, the first applies. Raises StatuteProfile.DoesNotExist without any version.
    """
    profiles = StatuteProfile.objects.filter(organisation=organisation)
    current = profiles.filter(valid_from__lte=on).order_by("-valid_from", "-version").first()
    return current or profiles.earliest("valid_from", "version")


def latest_profile(organisation: Organisation) -> StatuteProfile:
    """Return the newest version, in force or to come: the one a new version starts from."""
    return StatuteProfile.objects.filter(organisation=organisation).latest("version")


def missing_parameters(profile: StatuteProfile, organisation: Organisation) -> tuple[str, ...]:
    """Return the parameters without which no general meeting can be convened."""
    form = LegalForm(organisation.legal_form)
    return missing_for(profile.typed, form, "mixed")
