"""The style guide: every component in all its states, beside the lines that make it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from organisations.policies import Actor
from organisations.views.access import demo_page
from organisations.views.styleguide_samples import TOKENS, sample_context, sample_organisation

TITLES = {
    "text": "Textes",
    "buttons": "Boutons",
    "tags": "Étiquettes et compteurs",
    "icons": "Icônes",
    "notices": "Encadrés",
    "messages": "Messages après un acte",
    "form": "Formulaire",
    "form_errors": "Formulaire à corriger",
    "error_summary": "Résumé des erreurs",
    "ballot": "Bulletin de vote",
    "receipt": "Reçu et copie",
    "result": "Résultat",
    "bars": "Barres",
    "table": "Tableau de chiffres",
    "list": "Liste filtrée et paginée",
    "pairs": "Faits et chiffres",
    "rail": "Étapes et échéances",
    "agenda": "Ordre du jour",
    "todo": "À faire, pièces",
    "progress": "Avancement",
    "journal": "Journal",
    "papers": "Aperçu d’une lettre, d’un courriel",
    "tabs": "Onglets",
    "empty": "Liste vide",
    "frame": "Cadre des pages",
}


@dataclass(frozen=True)
class Sample:
    """One sample: the name of its file, its title, its template and the source of it."""

    name: str
    title: str
    template: str
    source: str


@demo_page
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component; its frame is that of an imaginary cooperative."""
    context = {
        "samples": [_sample(name, title) for name, title in TITLES.items()],
        "tokens": TOKENS,
        "organisation": sample_organisation(),
        "actor": Actor.command("styleguide"),
    }
    return render(request, "organisations/styleguide.html", context | sample_context())


def _sample(name: str, title: str) -> Sample:
    path = f"organisations/styleguide/{name}.html"
    source = get_template(path).template.source  # type: ignore[attr-defined]
    return Sample(name, title, path, source)
