"""Which two versions of the statutes to compare."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organisations.models import StatuteProfile
from tala.lib import dates


class CompareForm(forms.Form):
    """Two versions; an unknown number falls back on the newest and the one before."""

    de = forms.TypedChoiceField(label=_("Version ancienne"), coerce=int)
    a = forms.TypedChoiceField(label=_("Version nouvelle"), coerce=int)

    def __init__(self, profiles: Sequence[StatuteProfile], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        """Offer `profiles`, newest first; there is at least one."""
        newest, before = profiles[0], profiles[min(1, len(profiles) - 1)]
        kwargs.setdefault("initial", {"de": before.version, "a": newest.version})
        super().__init__(*args, **kwargs)
        self._by_version = {profile.version: profile for profile in profiles}
        self._fallback = before, newest
        for name in ("de", "a"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the types only
            field.choices = [(one.version, _label(one)) for one in profiles]

    def chosen(self) -> tuple[StatuteProfile, StatuteProfile]:
        """Return both versions."""
        if not self.is_bound or not self.is_valid():
            return self._fallback
        return self._by_version[self.cleaned_data["de"]], self._by_version[self.cleaned_data["a"]]


def _label(profile: StatuteProfile) -> str:
    figures = {"version": profile.version, "day": dates.short_date(profile.valid_from)}
    return _t("Version %(version)s, du %(day)s") % figures
