"""The forms of the meetings pages: validation and French widgets, no writing."""

import datetime as dt
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting, Resolution
from meetings.services.agenda import ItemFacts, ResolutionFacts
from meetings.services.meeting import MeetingFacts
from tala.lib import clock
from tala.lib.dates import PARIS

_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
_HOURS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh"]


_ASSEMBLIES = [(value, name) for value, name in Meeting.Kind.choices if value != Meeting.Kind.BOARD]
"""A board is not offered while nothing says who sits on it."""


YEARS_AROUND = 10
"""How far from this year a calendar may be computed."""


def _day_field(**kw: Any) -> forms.DateField:  # noqa: ANN401 - the arguments of any field
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(input_formats=_DAYS, widget=widget, **kw)


class MeetingForm(forms.Form):
    """The facts of a meeting; its date is a day and an hour of Paris."""

    kind = forms.ChoiceField(label=_("Nature"), choices=_ASSEMBLIES)
    title = forms.CharField(
        label=_("Titre"),
        max_length=160,
        required=False,
        help_text=_("Laissez vide pour « Assemblée générale ordinaire » et l’année."),
    )
    day = _day_field(label=_("Date"))
    hour = forms.TimeField(
        label=_("Heure"),
        input_formats=_HOURS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Heure de Paris."),
    )
    place = forms.CharField(label=_("Lieu"), max_length=200, required=False)
    access_notes = forms.CharField(
        label=_("Accès à la salle"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Étage, code de la porte, accès en fauteuil, boucle magnétique."),
    )
    video_url = forms.URLField(
        label=_("Lien de visioconférence"), required=False, assume_scheme="https"
    )
    convener = forms.CharField(
        label=_("Organe qui convoque"),
        max_length=120,
        required=False,
        help_text=_("Par exemple : conseil d’administration, gérance, présidence."),
    )
    convener_decided_on = _day_field(label=_("Date de la décision de convoquer"), required=False)

    def __init__(self, *args: Any, second_kind: str = "", **kwargs: Any) -> None:  # noqa: ANN401 - of any form
        """`second_kind` is the kind of a second meeting, which its texts decide."""
        super().__init__(*args, **kwargs)
        self.second_kind = second_kind
        if second_kind:
            del self.fields["kind"]

    def clean_day(self) -> dt.date:
        """Refuse a day that is past."""
        day: dt.date = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(
                _("Cette date est passée. Choisissez une date à venir."), code="past"
            )
        return day

    def facts(self) -> MeetingFacts:
        """Return what the form says, once valid."""
        data = self.cleaned_data
        kind = Meeting.Kind(self.second_kind or data["kind"])
        return MeetingFacts(
            kind=kind,
            title=data["title"] or f"{kind.label} {data['day'].year}",
            starts_at=dt.datetime.combine(data["day"], data["hour"], tzinfo=PARIS),
            place=data["place"],
            access_notes=data["access_notes"],
            video_url=data["video_url"],
            convener=data["convener"],
            convener_decided_on=data["convener_decided_on"],
        )

    @classmethod
    def initial_of(cls, meeting: Meeting) -> dict[str, Any]:
        """Return the values that show an existing meeting."""
        names = ("kind", "title", "place", "access_notes", "video_url", "convener")
        return {
            **{name: getattr(meeting, name) for name in names},
            "convener_decided_on": meeting.convener_decided_on,
            "day": meeting.day,
            "hour": meeting.hour,
        }


class PlanForm(forms.Form):
    """What a calendar is computed from: a kind of meeting, and its day or that of the sending."""

    MEETING, SENDING = "meeting", "sending"

    kind = forms.ChoiceField(label=_("Nature"), choices=Meeting.Kind.choices)
    call = forms.TypedChoiceField(
        label=_("Convocation"),
        choices=[(1, _("première convocation")), (2, _("seconde convocation"))],
        coerce=int,
        help_text=_("La seconde fait suite à une assemblée qui n’a pas réuni le quorum."),
    )
    way = forms.ChoiceField(
        label=_("Je pars de"),
        choices=[
            (MEETING, _("la date de l’assemblée : que faire, et quand ?")),
            (SENDING, _("la date d’envoi : quelle est la première date possible ?")),
        ],
        widget=forms.RadioSelect,
    )
    day = _day_field(label=_("Cette date"))
    hour = forms.TimeField(
        label=_("Heure de l’assemblée"),
        input_formats=_HOURS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Heure de Paris."),
    )

    def clean_day(self) -> dt.date:
        """Refuse a day so far away that it is a slip of the keyboard."""
        day: dt.date = self.cleaned_data["day"]
        if abs(day.year - clock.today().year) > YEARS_AROUND:
            raise forms.ValidationError(
                _("Cette date est trop lointaine. Vérifiez l’année."), code="far"
            )
        return day


class ItemForm(forms.Form):
    """A point of the agenda."""

    kind = forms.ChoiceField(
        label=_("Nature du point"),
        choices=AgendaItem.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("Seules une décision ou une élection portent des résolutions à voter."),
    )
    title = forms.CharField(label=_("Intitulé"), max_length=200)
    notes = forms.CharField(
        label=_("Présentation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Quelques lignes pour que chacun comprenne l’enjeu. Le Markdown est accepté."),
    )
    presenter = forms.CharField(label=_("Présenté par"), max_length=120, required=False)
    minutes = forms.IntegerField(
        label=_("Durée prévue, en minutes"), min_value=1, max_value=600, required=False
    )

    def facts(self) -> ItemFacts:
        """Return what the form says, once valid."""
        return ItemFacts(**self.cleaned_data)

    @classmethod
    def initial_of(cls, item: AgendaItem) -> dict[str, Any]:
        """Return the values that show an existing point."""
        return {name: getattr(item, name) for name in cls.base_fields}


class ResolutionForm(forms.Form):
    """A text put to the vote; the majority is asked for only where a meeting has two kinds."""

    title = forms.CharField(label=_("Intitulé"), max_length=200)
    text = forms.CharField(
        label=_("Texte de la résolution"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Le texte exact sur lequel on votera, « L’assemblée générale… »."),
    )
    majority = forms.ChoiceField(
        label=_("Majorité"),
        choices=Resolution.Majority.choices,
        help_text=_("Extraordinaire pour ce qui change les statuts."),
    )
    board_supported = forms.BooleanField(
        label=_("Présentée ou agréée par le conseil"),
        required=False,
        help_text=_("Un pouvoir en blanc vaut « pour » un texte agréé, « contre » les autres."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - of any form
        kind: str,
        has_manager: bool = False,
        **kwargs: Any,  # noqa: ANN401 - of any form
    ) -> None:
        """`kind` is the meeting's; `has_manager` is true for a SARL, which appoints a gérant."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        offered = _majorities(kind, has_manager=has_manager)
        field = self.fields["majority"]
        if len(offered) > 1 and isinstance(field, forms.ChoiceField):
            field.choices = [(choice.value, choice.label) for choice in offered]
        else:
            del self.fields["majority"]

    def facts(self) -> ResolutionFacts:
        """Return what the form says, once valid."""
        majority = self.cleaned_data.get("majority", self.kind)
        return ResolutionFacts(**{**self.cleaned_data, "majority": majority})

    @classmethod
    def initial_of(cls, resolution: Resolution) -> dict[str, Any]:
        """Return the values that show an existing text."""
        return {name: getattr(resolution, name) for name in cls.base_fields}


def _majorities(kind: str, *, has_manager: bool) -> list[Resolution.Majority]:
    """Return the majorities a text may have in a meeting of this kind."""
    both = [Resolution.Majority.ORDINARY, Resolution.Majority.EXTRAORDINARY]
    offered = both if kind == Meeting.Kind.MIXED else [Resolution.Majority(kind)]
    if has_manager and Resolution.Majority.ORDINARY in offered:
        offered.append(Resolution.Majority.MANAGER)
    return offered


class AttachmentForm(forms.Form):
    """A paper to join to a point; its content is judged by the service."""

    file = forms.FileField(
        label=_("Fichier PDF"), widget=forms.FileInput(attrs={"accept": "application/pdf"})
    )
    title = forms.CharField(
        label=_("Titre de la pièce"),
        max_length=160,
        required=False,
        help_text=_("Laissez vide pour reprendre le nom du fichier."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse by its size a file that must not even be read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.MAX_ATTACHMENT_MB * 1024 * 1024:
            raise forms.ValidationError(
                _("Ce fichier est trop lourd : la limite est de %(limit)d Mo."),
                params={"limit": settings.MAX_ATTACHMENT_MB},
                code="too_big",
            )
        return file

    def titled(self) -> str:
        """Return the title, from the name of the file when none was typed."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        name = PurePosixPath((file.name or "").replace("\\", "/")).stem
        return self.cleaned_data["title"] or name[:160] or "PDF"


class ConveneForm(forms.Form):
    """The confirmation of a convocation: that it was read, which revision, why it is late."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=_("J’ai relu le courriel, les textes et la liste des destinataires.")
    )
    late = forms.BooleanField(label=_("Convoquer malgré le retard"), required=False)
    late_reason = forms.CharField(
        label=_("Motif du retard"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Il figurera au journal et au procès-verbal."),
    )

    def reason(self) -> str:
        """Return the reason given for convening late; empty unless the box is ticked."""
        return self.cleaned_data["late_reason"] if self.cleaned_data["late"] else ""


class PostedForm(forms.Form):
    """The day the letters were handed to the post."""

    posted_on = _day_field(label=_("Remises à la poste le"))


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Motif de l’annulation"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Les membres le liront."),
    )
