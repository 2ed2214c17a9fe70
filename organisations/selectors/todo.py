"""What there is to do now: cards that each app provides for the home page of a cooperative.

An upper app appends its provider to TODO_PROVIDERS in AppConfig.ready; the organisation's own come
first and say what is missing before a meeting can be held.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Organisation, StatuteProfile
from organisations.policies import Action, Actor, can
from organisations.rules.legal_forms import LegalForm, is_scic
from organisations.rules.questions import question_of
from organisations.selectors.colleges import members_without_college
from organisations.selectors.register import NO_COLLEGE
from organisations.selectors.statutes import missing_parameters, profile_in_force


@dataclass(frozen=True, slots=True)
class TodoCard:
    """One act to do: what, why, where, and by when.

    `tone` is "now" for what blocks or is late, "soon" for what has a date, "info" for the rest.
    """

    title: str
    text: str
    url: str
    button: str
    due: dt.date | None = None
    tone: Literal["now", "soon", "info"] = "info"


TodoProvider = Callable[[Organisation, Actor, dt.date], Iterable[TodoCard]]
"""From the organisation, who looks and today to cards; it asks `can` before it offers an act."""

_TONES = ("now", "soon", "info")


def organisation_todo(organisation: Organisation, actor: Actor, today: dt.date) -> list[TodoCard]:
    """Return every card for this person: what is urgent first, then by date."""
    cards = [card for provider in TODO_PROVIDERS for card in provider(organisation, actor, today)]
    return sorted(cards, key=lambda card: (_TONES.index(card.tone), card.due or dt.date.max))


def _own_cards(organisation: Organisation, actor: Actor, today: dt.date) -> Iterator[TodoCard]:
    profile = profile_in_force(organisation, today)
    has_colleges = profile.typed.has_colleges
    if can(actor, Action.ORGANISATION_MANAGE, organisation):
        yield from _college_cards(organisation, has_colleges)
    if can(actor, Action.STATUTES_WRITE, organisation):
        yield from _statutes_cards(organisation, profile)
    if can(actor, Action.REGISTER_IMPORT, organisation):
        yield from _register_cards(organisation, has_colleges)


def _college_cards(organisation: Organisation, has_colleges: bool) -> Iterator[TodoCard]:
    if has_colleges or not is_scic(LegalForm(organisation.legal_form)):
        return
    if organisation.categories.exists():
        yield TodoCard(
            title=_("Fixer les collèges, s’il y en a"),
            text=_(
                "Sans collège, chaque membre a une voix. Si vos statuts en prévoient, reportez leur"
                " poids exact."
            ),
            url=reverse("colleges_edit", args=[organisation.slug]),
            button=_("Fixer les collèges"),
        )
    else:
        yield TodoCard(
            title=_("Décrire les catégories d’associés"),
            text=_(
                "Une SCIC réunit au moins trois catégories, dont les salariés ou producteurs et les"
                " bénéficiaires (L47 art. 19 septies)."
            ),
            url=reverse("categories_edit", args=[organisation.slug]),
            button=_("Décrire les catégories"),
            tone="now",
        )


def _statutes_cards(organisation: Organisation, profile: StatuteProfile) -> Iterator[TodoCard]:
    missing = missing_parameters(profile, organisation)
    if missing:
        yield TodoCard(
            title=_("Compléter les règles des statuts"),
            text=ngettext(
                "%(count)d règle reste à reporter de vos statuts avant de convoquer une assemblée.",
                "%(count)d règles restent à reporter de vos statuts avant de convoquer une"
                " assemblée.",
                len(missing),
            )
            % {"count": len(missing)},
            url=_statutes_page(organisation, missing),
            button=_("Compléter les statuts"),
            tone="now",
        )


def _statutes_page(organisation: Organisation, missing: Sequence[str]) -> str:
    """With one rule missing its own question, with more the guide through all of them."""
    asked = question_of(missing[0])
    if len(missing) == 1 and asked is not None:
        return reverse("statutes_question", args=[organisation.slug, asked.code])
    return reverse("statutes_guide", args=[organisation.slug])


def _register_cards(organisation: Organisation, has_colleges: bool) -> Iterator[TodoCard]:
    if not organisation.members.exists():
        yield TodoCard(
            title=_("Importer le registre des membres"),
            text=_("Un fichier CSV ou XLSX suffit. Rien n’est écrit avant votre confirmation."),
            url=reverse("import_upload", args=[organisation.slug]),
            button=_("Importer le registre"),
            tone="now",
        )
        return
    alone = members_without_college(organisation) if has_colleges else 0
    if alone:
        yield TodoCard(
            title=_("Placer chaque membre dans un collège"),
            text=ngettext(
                "%(count)d membre n’a pas de collège et ne pourrait pas voter.",
                "%(count)d membres n’ont pas de collège et ne pourraient pas voter.",
                alone,
            )
            % {"count": alone},
            url=f"{reverse('member_list', args=[organisation.slug])}?college={NO_COLLEGE}",
            button=_("Voir ces membres"),
            tone="now",
        )


TODO_PROVIDERS: list[TodoProvider] = [_own_cards]
