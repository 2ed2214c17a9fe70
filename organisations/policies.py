"""Who may do what: one table, one function.

Views, services, templates and tests all ask `can`; nobody reads a role elsewhere. Objects of
another cooperative do not exist for a stranger: the loaders answer 404 before `can` is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from organisations.models import Member, Organisation, Role, RoleName, User

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class Action(StrEnum):
    """Every act the product knows, as `<thing>.<verb>`."""

    PLATFORM_ORGANISATIONS = "platform.organisations"
    ORGANISATION_VIEW = "organisation.view"
    ORGANISATION_MANAGE = "organisation.manage"
    STATUTES_WRITE = "statutes.write"
    ROLES_MANAGE = "roles.manage"
    REGISTER_VIEW = "register.view"
    REGISTER_IMPORT = "register.import"
    REGISTER_EXPORT = "register.export"
    MEETING_VIEW = "meeting.view"
    MEETING_PREPARE = "meeting.prepare"
    MEETING_CONVENE = "meeting.convene"
    CONVOCATION_PROOF = "convocation.proof"
    LETTERS_PRINT = "letters.print"
    PROXIES_VIEW = "proxies.view"
    PROXIES_RECORD = "proxies.record"
    ATTENDANCE_VIEW = "attendance.view"
    ATTENDANCE_RECORD = "attendance.record"
    SESSION_HOLD = "session.hold"
    PAPER_TOTALS_RECORD = "paper_totals.record"
    RESULT_VIEW = "result.view"
    VOTES_READ = "votes.read"
    MINUTES_VIEW = "minutes.view"
    MINUTES_WRITE = "minutes.write"
    MINUTES_SEAL = "minutes.seal"
    JOURNAL_VIEW = "journal.view"


MEMBER = "member"
"""The role that follows from the register: an active member with an account."""

_READ_AS_MEMBER = {
    Action.ORGANISATION_VIEW,
    Action.MEETING_VIEW,
    Action.RESULT_VIEW,
    Action.MINUTES_VIEW,
}
_READ_ALL = _READ_AS_MEMBER | {
    Action.REGISTER_VIEW,
    Action.CONVOCATION_PROOF,
    Action.PROXIES_VIEW,
    Action.ATTENDANCE_VIEW,
    Action.VOTES_READ,
    Action.JOURNAL_VIEW,
}
_KEEP = {
    Action.MEETING_PREPARE,
    Action.MEETING_CONVENE,
    Action.LETTERS_PRINT,  # a letter holds a personal link: who reads it could vote with it
    Action.PROXIES_RECORD,
    Action.ATTENDANCE_RECORD,
    Action.PAPER_TOTALS_RECORD,
    Action.MINUTES_WRITE,
    Action.REGISTER_EXPORT,
}

TABLE: dict[str, frozenset[Action]] = {
    RoleName.ADMINISTRATOR: frozenset(
        _READ_ALL
        | {
            Action.ORGANISATION_MANAGE,
            Action.STATUTES_WRITE,
            Action.ROLES_MANAGE,
            Action.REGISTER_IMPORT,
            Action.REGISTER_EXPORT,
            Action.MEETING_PREPARE,
            Action.MINUTES_WRITE,
            Action.MINUTES_SEAL,
        }
    ),
    RoleName.SECRETARY: frozenset(
        _READ_ALL | _KEEP | {Action.STATUTES_WRITE, Action.REGISTER_IMPORT, Action.MINUTES_SEAL}
    ),
    RoleName.CHAIR: frozenset(
        _READ_ALL
        | {
            Action.MEETING_PREPARE,
            Action.MEETING_CONVENE,
            Action.LETTERS_PRINT,
            Action.SESSION_HOLD,
            Action.ATTENDANCE_RECORD,
            Action.PAPER_TOTALS_RECORD,
            Action.MINUTES_WRITE,
            Action.MINUTES_SEAL,
        }
    ),
    RoleName.BOARD_MEMBER: frozenset(
        (_READ_ALL - {Action.VOTES_READ, Action.REGISTER_VIEW, Action.JOURNAL_VIEW})
        | {Action.MEETING_PREPARE, Action.MINUTES_WRITE}
    ),
    RoleName.AUDITOR: frozenset(_READ_ALL | {Action.REGISTER_EXPORT}),
    MEMBER: frozenset(_READ_AS_MEMBER),
}
"""Role -> actions. A person's actions are the union over their roles."""


@dataclass(frozen=True)
class Allowed:
    """The act may be done."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """The act may not be done; `reason` is a sentence for the person who asked."""

    reason: "_StrOrPromise"

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Actor:
    """Who acts: an account, or a command, or a member through a personal link.

    `label` is what the journal writes. Roles are read once per organisation and actor.
    """

    label: str
    user: User | None = None
    trusted: bool = False
    _roles: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, user: User) -> "Actor":
        """The actor of a signed-in account."""
        return cls(label=f"{user} <{user.email}>", user=user)

    @classmethod
    def command(cls, name: str) -> "Actor":
        """A management command run by whoever administers the server: may do everything."""
        return cls(label=f"commande {name}", trusted=True)

    @classmethod
    def member_link(cls, number: str, name: str) -> "Actor":
        """A member through the personal link; acts on their own voice only, as services check."""
        return cls(label=f"{name} (n° {number}, lien personnel)")

    def roles_in(self, organisation: Organisation) -> frozenset[str]:
        """Return the role names held in the organisation, `member` included."""
        if organisation.pk not in self._roles:
            self._roles[organisation.pk] = _read_roles(self.user, organisation)
        return self._roles[organisation.pk]


def _read_roles(user: User | None, organisation: Organisation) -> frozenset[str]:
    if user is None or not user.is_active:
        return frozenset()
    given = Role.objects.filter(organisation=organisation, user=user)
    current = Member.objects.filter(organisation=organisation, user=user, exited_on=None)
    member = current.order_by().values_list(Value(MEMBER))
    return frozenset(name for (name,) in given.order_by().values_list("name").union(member))


def can(actor: Actor, action: Action, organisation: Organisation | None = None) -> Allowed | Denied:
    """Say whether `actor` may do `action` in `organisation` (None for platform actions)."""
    if actor.trusted:
        return Allowed()
    if organisation is None:
        if actor.user is not None and actor.user.is_superuser:
            return Allowed()
        return Denied(_("Cette page est réservée à l’administrateur de la plateforme."))
    if any(action in TABLE[role] for role in actor.roles_in(organisation)):
        return Allowed()
    return Denied(refusal(action))


REFUSALS: dict[Action, str] = {
    Action.MEETING_CONVENE: gettext_noop(
        "Seuls le secrétariat et la présidence peuvent convoquer."
    ),
    Action.SESSION_HOLD: gettext_noop("Seule la présidence ouvre, clôt et proclame les votes."),
    Action.ATTENDANCE_RECORD: gettext_noop(
        "Seuls le secrétariat et la présidence tiennent la feuille de présence."
    ),
    Action.REGISTER_IMPORT: gettext_noop(
        "Seuls le secrétariat et l’administration modifient le registre des membres."
    ),
    Action.ORGANISATION_MANAGE: gettext_noop(
        "Seule l’administration de la coopérative modifie sa fiche, ses catégories et ses collèges."
    ),
    Action.STATUTES_WRITE: gettext_noop(
        "Seuls le secrétariat et l’administration reportent les règles des statuts."
    ),
    Action.MINUTES_SEAL: gettext_noop(
        "Seuls le secrétariat, la présidence et l’administration inscrivent un procès-verbal au"
        " registre."
    ),
}


def refusal(action: Action) -> "_StrOrPromise":
    """Return the sentence that goes with a refusal of `action`."""
    return _(
        REFUSALS.get(
            action,
            gettext_noop(
                "Votre rôle ne permet pas cet acte. Demandez-le à l’administration de la"
                " coopérative."
            ),
        )
    )


def held_by(action: Action) -> "list[_StrOrPromise]":
    """Return the names of the roles that may do `action`, to tell a person whom to ask."""
    return [role.label for role in RoleName if action in TABLE[role]]


def is_known(actor: Actor, organisation: Organisation) -> bool:
    """True when the organisation exists for this actor (else every page of it is a 404)."""
    return actor.trusted or bool(actor.roles_in(organisation))


def organisations_of(user: User) -> Iterable[Organisation]:
    """Return the organisations where the account has a role or a current membership."""
    return Organisation.objects.filter(
        pk__in=[
            *Role.objects.filter(user=user).values_list("organisation", flat=True),
            *Member.objects.filter(user=user, exited_on=None).values_list(
                "organisation", flat=True
            ),
        ]
    )
