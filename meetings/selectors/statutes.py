"""The statute parameters a meeting follows: frozen with the convocation, in force before it."""

from meetings.models import Meeting
from organisations.models import Organisation, StatuteProfile
from organisations.rules.legal_forms import LegalForm
from organisations.rules.statutes import StatuteParameters, defaults_for
from organisations.selectors.statutes import profile_in_force
from tala.lib import clock


def profile_of(meeting: Meeting) -> StatuteProfile | None:
    """Return the version in force on the day of the convocation, today; None without any.

    A meeting is convened and held by the statutes in force when it is convened, whatever is adopted
    afterwards.
    """
    try:
        return profile_in_force(meeting.organisation, clock.today())
    except StatuteProfile.DoesNotExist:
        return None


def statutes_of(meeting: Meeting) -> StatuteParameters:
    """Return the parameters the meeting follows.

    Those frozen at convocation; before it those in force today; without any recorded statutes,
    those the law itself sets for the legal form.
    """
    if meeting.statutes is not None:
        return meeting.typed_statutes
    return parameters_of(meeting, profile_of(meeting))


def parameters_of(meeting: Meeting, profile: StatuteProfile | None) -> StatuteParameters:
    """Return the parameters of a version of the statutes, or the law's own without any."""
    return parameters_for(meeting.organisation, profile)


def parameters_for(organisation: Organisation, profile: StatuteProfile | None) -> StatuteParameters:
    """Return what `parameters_of` does, where there is no meeting yet."""
    if profile is not None:
        return profile.typed
    form = LegalForm(organisation.legal_form)
    return defaults_for(form, organisation.colleges.exists())
