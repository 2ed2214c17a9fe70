"""Forms: they read what a person typed; services decide."""

from django import forms

from organisations.refusals import Refused


def add_refusal(form: forms.BaseForm, refused: Refused) -> None:
    """Show on the form why the service refused, what was typed kept."""
    for reason in refused.reasons:
        form.add_error(None, str(reason))
