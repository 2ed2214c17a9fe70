"""The draft of the statutes: what its answers make of the last version."""

from dataclasses import dataclass
from functools import cached_property

from organisations.models import Organisation, StatuteProfile, StatutesDraft
from organisations.rules.answers import Answer, with_answers
from organisations.rules.legal_forms import LegalForm
from organisations.rules.questions import Question, questions_for
from organisations.rules.statutes import StatuteParameters
from organisations.selectors.statutes import latest_profile


@dataclass(frozen=True)
class DraftState:
    """The last version, the draft over it (None before it is started) and what they make."""

    organisation: Organisation
    last: StatuteProfile
    draft: StatutesDraft | None

    @property
    def form(self) -> LegalForm:
        """The legal form of the organisation."""
        return LegalForm(self.organisation.legal_form)

    @property
    def answered(self) -> frozenset[str]:
        """The codes of the questions answered, whether they still matter or not."""
        return frozenset(self.draft.answers if self.draft else ())

    @cached_property
    def parameters(self) -> StatuteParameters:
        """The parameters as a new version would hold them."""
        stored = self.draft.answers if self.draft else {}
        answers = {code: Answer.from_json(answer) for code, answer in stored.items()}
        return with_answers(self.last.typed, answers, self.form)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions that matter now, in order."""
        return questions_for(self.parameters, self.form)

    @property
    def next_question(self) -> Question | None:
        """The first question that matters and has no answer, None once all have one."""
        return next((one for one in self.questions if one.code not in self.answered), None)


def draft_state(organisation: Organisation) -> DraftState:
    """Return where the draft of an organisation stands, whether one is open or not."""
    drafts = StatutesDraft.objects.select_related("started_by", "updated_by")
    return DraftState(
        organisation=organisation,
        last=latest_profile(organisation),
        draft=drafts.filter(organisation=organisation).first(),
    )
