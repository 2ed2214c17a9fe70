"""The guide through the statutes: one question per screen, left and resumed, then adopted."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisations.forms import add_refusal
from organisations.forms.adoption import AdoptionForm
from organisations.forms.questions import QuestionForm
from organisations.policies import Action
from organisations.refusals import Refused
from organisations.render.findings import warnings_of
from organisations.render.law_lines import law_lines
from organisations.render.statutes_summary import Summary, statutes_summary
from organisations.rules.answers import Answer, answer_findings, silent_answer
from organisations.rules.completeness import missing_for
from organisations.rules.question_texts import SECTION_TITLES, WORDS
from organisations.rules.questions import SECTIONS, Question, question_of
from organisations.rules.questions import question as question_by_code
from organisations.selectors.decisions import decisions_of
from organisations.selectors.statutes_draft import DraftState, draft_state
from organisations.services.statutes_draft import (
    statutes_draft_adopt,
    statutes_draft_answer,
    statutes_draft_discard,
    statutes_draft_start,
)
from organisations.views.access import OrganisationRequest, organisation_page, say_refusal
from organisations.views.guide import guide_of
from tala.lib import clock


@dataclass(frozen=True, slots=True)
class Step:
    """One question as the list of questions shows it."""

    code: str
    title: str
    answered: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class SectionSteps:
    """A section with its questions and how many have an answer."""

    title: str
    steps: list[Step]

    @property
    def done(self) -> int:
        """How many questions have an answer."""
        return sum(step.answered for step in self.steps)


@require_safe
@organisation_page(Action.STATUTES_WRITE)
def statutes_guide(request: OrganisationRequest) -> HttpResponse:
    """Show every section with its progress, and lead to the next question."""
    state = draft_state(request.organisation)
    sections = _sections(state)
    context = {
        "state": state,
        "sections": sections,
        "total": len(state.questions),
        "done": sum(section.done for section in sections),
        "next": state.next_question,
        "guide": guide_of(request, "statutes_guide", request.organisation),
    }
    return render(request, "organisations/statutes_guide.html", context)


@require_POST
@organisation_page(Action.STATUTES_WRITE)
def statutes_guide_start(request: OrganisationRequest) -> HttpResponse:
    """Open the draft and go to its first question without an answer."""
    organisation = request.organisation
    statutes_draft_start(actor=request.actor, organisation=organisation)
    following = draft_state(organisation).next_question
    if following is None:
        return redirect("statutes_guide_summary", organisation.slug)
    return redirect("statutes_question", organisation.slug, following.code)


@require_POST
@organisation_page(Action.STATUTES_WRITE)
def statutes_guide_discard(request: OrganisationRequest) -> HttpResponse:
    """Throw the answers away."""
    statutes_draft_discard(actor=request.actor, organisation=request.organisation)
    messages.success(request, _("Les réponses sont abandonnées. Les statuts en vigueur restent."))
    return redirect("statutes_guide", request.organisation.slug)


@organisation_page(Action.STATUTES_WRITE)
def statutes_question(request: OrganisationRequest, question: str) -> HttpResponse:
    """Ask one question; its answer starts the draft if none is open."""
    asked = question_by_code(question)
    if asked is None:
        raise Http404
    state = draft_state(request.organisation)
    form = _question_form(request, asked, state)
    if request.method == "POST":
        answer = _answer(request, form, asked, state)
        if answer is not None:
            try:
                findings = statutes_draft_answer(
                    actor=request.actor,
                    organisation=request.organisation,
                    question=asked,
                    answer=answer,
                    seen=form["seen"].value() or "",
                )
            except Refused as refused:
                if refused.code == "answered_meanwhile":
                    return say_refusal(
                        request, refused, "statutes_question", request.organisation.slug, question
                    )
                form.is_valid()
                add_refusal(form, refused)
            else:
                for warning in warnings_of(findings):
                    messages.warning(request, warning)
                return _after(request, asked)
    return render(request, "organisations/statutes_question.html", _context(asked, state, form))


@organisation_page(Action.STATUTES_WRITE)
def statutes_guide_summary(request: OrganisationRequest) -> HttpResponse:
    """Show what the answers make of the statutes, and adopt them."""
    organisation = request.organisation
    state = draft_state(organisation)
    if state.draft is None:
        return redirect("statutes_guide", organisation.slug)
    form = AdoptionForm(
        request.POST or None,
        initial={
            "valid_from": max(clock.today(), state.last.valid_from),
            "after_version": state.last.version,
        },
        decisions=decisions_of(organisation),
    )
    if form.is_valid():
        try:
            profile = statutes_draft_adopt(
                actor=request.actor,
                organisation=organisation,
                valid_from=form.cleaned_data["valid_from"],
                after_version=form.cleaned_data["after_version"],
                **form.decided_by(),
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Cette version des statuts est enregistrée."))
            return redirect("statutes_summary", organisation.slug, profile.version)
    context = {
        "state": state,
        "summary": _summary(state),
        "form": form,
        "unanswered": sum(one.code not in state.answered for one in state.questions),
        "next": state.next_question,
    }
    return render(request, "organisations/statutes_guide_summary.html", context)


def _summary(state: DraftState) -> Summary:
    return statutes_summary(state.parameters, state.form)


def _sections(state: DraftState) -> list[SectionSteps]:
    missing = _missing(state)
    return [
        SectionSteps(
            title=_(SECTION_TITLES[section]),
            steps=[
                Step(
                    code=one.code,
                    title=_(WORDS[one.code].title),
                    answered=one.code in state.answered,
                    missing=one.code in missing,
                )
                for one in state.questions
                if one.section == section
            ],
        )
        for section in SECTIONS
        if any(one.section == section for one in state.questions)
    ]


def _missing(state: DraftState) -> set[str]:
    """Return the codes of the questions without which some meeting cannot be convened."""
    names = [
        name
        for kind in ("mixed", "board")
        for name in missing_for(state.parameters, state.form, kind)
    ]
    return {one.code for name in names if (one := question_of(name))}


def _question_form(
    request: OrganisationRequest, asked: Question, state: DraftState
) -> QuestionForm:
    colleges = request.organisation.colleges.values_list("code", "name")
    return QuestionForm(
        request.POST or None,
        question=asked,
        shown=state.parameters,
        legal_form=state.form,
        colleges=list(colleges) if state.parameters.has_colleges else [],
    )


def _answer(
    request: OrganisationRequest, form: QuestionForm, asked: Question, state: DraftState
) -> Answer | None:
    """Return what was answered: silence by its own button, else the form; None if unreadable."""
    if request.POST.get("act") == "silent":
        return silent_answer(asked, state.form, state.parameters.has_colleges)
    return form.answer if form.is_valid() else None


def _after(request: OrganisationRequest, asked: Question) -> HttpResponse:
    """Lead to the next question that matters now, to the sections, or to the summary."""
    slug = request.organisation.slug
    if request.POST.get("act") == "leave":
        messages.success(request, _("Votre réponse est gardée. Reprenez quand vous voudrez."))
        return redirect("statutes_guide", slug)
    following = _neighbours(asked, draft_state(request.organisation))[1]
    if following is None:
        return redirect("statutes_guide_summary", slug)
    return redirect("statutes_question", slug, following.code)


def _neighbours(asked: Question, state: DraftState) -> tuple[Question | None, Question | None]:
    """Return the questions before and after, among those that matter."""
    questions = state.questions
    if asked not in questions:
        return None, state.next_question
    place = questions.index(asked)
    before = questions[place - 1] if place else None
    after = questions[place + 1] if place + 1 < len(questions) else None
    return before, after


def _context(asked: Question, state: DraftState, form: QuestionForm) -> dict[str, object]:
    previous, following = _neighbours(asked, state)
    matters = asked in state.questions
    law = law_lines(asked, state.form, state.parameters.has_colleges)
    return {
        "question": asked,
        "words": WORDS[asked.code],
        "section": SECTION_TITLES[asked.section],
        "form": form,
        "law": law,
        "doubtful": any(line.doubtful for line in law),
        "warnings": warnings_of(answer_findings(state.parameters, asked, state.form)),
        "missing": asked.code in _missing(state),
        "previous": previous,
        "next": following,
        "matters": matters,
        "number": state.questions.index(asked) + 1 if matters else 0,
        "total": len(state.questions),
    }
