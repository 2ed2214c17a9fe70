"""The rows of the organisations app."""

from organisations.models.journal import JournalEntry, JournalHead
from organisations.models.member import CategoryKind, College, Member, MemberCategory
from organisations.models.organisation import Form, Organisation, StatuteProfile
from organisations.models.outbox import Job, Message
from organisations.models.register_import import RegisterImport
from organisations.models.role import Role, RoleName
from organisations.models.statutes_draft import StatutesDraft
from organisations.models.user import User

__all__ = [
    "CategoryKind",
    "College",
    "Form",
    "Job",
    "JournalEntry",
    "JournalHead",
    "Member",
    "MemberCategory",
    "Message",
    "Organisation",
    "RegisterImport",
    "Role",
    "RoleName",
    "StatuteProfile",
    "StatutesDraft",
    "User",
]
