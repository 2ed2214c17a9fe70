"""What the samples of the style guide show: an invented cooperative, forms, a page of a list."""

from dataclasses import dataclass
from fractions import Fraction

from django import forms
from django.core.paginator import Paginator

from organisations.models import Organisation
from organisations.render.bars import Bar

TOKENS = (
    "paper", "surface", "tint", "ink", "soft", "line", "edge", "accent", "accent-tint",
    "ok", "ok-tint", "info", "info-tint", "warn", "warn-tint", "bad", "bad-tint",
    "c1", "c2", "c3", "c4",
)  # fmt: skip

BARS = (
    Bar("Usagers · pèse 30 %", Fraction(3, 5), "24 pour, 16 contre"),
    Bar("Producteurs · pèse 30 %", Fraction(5, 12), "5 pour, 7 contre"),
    Bar("Salariés · pèse 30 %", Fraction(2, 3), "4 pour, 2 contre"),
    Bar("Soutiens · pèse 10 %", Fraction(1, 4), "3 pour, 9 contre"),
)
AGENDA = ("Rapport de gestion", "Approbation des comptes", "Affectation du résultat", "Élections")


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Intitulé", help_text="Tel qu’il paraîtra dans la convocation.")
    email = forms.EmailField(label="Courriel", required=False)
    day = forms.DateField(
        label="Date de l’assemblée", widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.ChoiceField(
        label="Nature du point", choices=[("info", "Information"), ("vote", "Décision")]
    )
    answer = forms.ChoiceField(
        label="Votre présence",
        help_text="Vous pourrez changer d’avis jusqu’à l’ouverture.",
        choices=[("yes", "Je viens"), ("proxy", "Je donne pouvoir"), ("vote", "Je vote d’ici")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="Texte", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    paper = forms.FileField(label="Pièce (PDF, 20 Mo au plus)", required=False)
    agreed = forms.BooleanField(label="J’ai relu les textes")


@dataclass(frozen=True)
class SampleMessage:
    """A message as django.contrib.messages gives it to templates."""

    level_tag: str
    text: str

    def __str__(self) -> str:
        return self.text


def sample_organisation() -> Organisation:
    """Return a cooperative that is in no database."""
    return Organisation(slug="exemple", name="SCIC Les Ateliers du Bassin")


def sample_context() -> dict[str, object]:
    """Return what the samples print."""
    return {
        "sample_form": SampleForm(prefix="new"),
        "wrong_form": SampleForm({"wrong-email": "claire.martin"}, prefix="wrong"),
        "page": Paginator(range(871), 50).page(3),
        "bars": BARS,
        "agenda": AGENDA,
        "sample_messages": [
            SampleMessage("success", "Le point « Élections » est ajouté."),
            SampleMessage(
                "error", "Cette réunion est convoquée : son ordre du jour ne change plus."
            ),
        ],
    }
