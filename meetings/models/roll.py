"""The electoral roll of a meeting, frozen at convocation, with each voice's one live mode."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from organisations.models import Member
from organisations.models.fields import FractionField
from tala.lib import clock, tokens


class MeansReason(models.TextChoices):
    """Why a member is convened by e-mail or by letter (C.com R225-63)."""

    CONSENT = "consent", _("accord reçu dans le délai")
    NO_RULE = "no_rule", _("adresse connue, aucun accord exigé")
    NO_EMAIL = "no_email", _("sans adresse électronique")
    REFUSED = "refused", _("a refusé le courriel")
    NOT_ASKED = "not_asked", _("accord jamais demandé")
    LATE = "late", _("accord reçu trop tard")
    NOT_ALLOWED = "not_allowed", _("les statuts n’admettent pas le courriel")
    EMAIL_FAILED = "email_failed", _("courriel refusé par la messagerie du membre")


class ExclusionReason(models.TextChoices):
    """Why a member of the register has no voice at a meeting."""

    EXITED = "exited", _("sorti avant la réunion")
    ADMITTED_LATE = "admitted_late", _("admis après l’arrêté de la liste")
    TOO_RECENT = "too_recent", _("membre depuis trop peu de mois pour voter")
    NO_COLLEGE = "no_college", _("sans collège, alors que les statuts en prévoient")


class RollEntry(models.Model):
    """One voice of one member at one meeting.

    `mode` is the single way in which this voice takes part; it moves only by conditional UPDATE, so
    that two tabs, two devices or two people cannot use one voice twice.
    """

    class Means(models.TextChoices):
        EMAIL = "email", _("courriel")
        POST = "post", _("lettre")

    class Mode(models.TextChoices):
        NONE = "none", _("pas encore de réponse")
        PRESENT = "present", _("présent")
        REMOTE = "remote", _("à distance")
        REPRESENTED = "represented", _("représenté")
        POSTAL = "postal", _("a voté avant la séance")
        EXCUSED = "excused", _("excusé")

    class Answer(models.TextChoices):
        NONE = "", _("sans réponse")
        IN_PERSON = "in_person", _("viendra")
        REMOTE = "remote", _("suivra à distance")
        ABSENT = "absent", _("ne viendra pas")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roll")
    member = models.ForeignKey(Member, models.PROTECT, related_name="roll_entries")
    number = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=260)
    search_key = models.TextField()
    legal_person = models.BooleanField(default=False)
    representative = models.CharField(max_length=120, blank=True)
    address = models.TextField(blank=True)
    shares = models.PositiveIntegerField(default=0)
    college_code = models.CharField(max_length=40, blank=True)
    college_name = models.CharField(max_length=80, blank=True)
    college_weight = FractionField(null=True, blank=True)
    means = models.CharField(max_length=5, choices=Means.choices)
    means_reason = models.CharField(max_length=40, choices=MeansReason.choices, blank=True)
    email = models.EmailField(blank=True)

    link_hash = models.CharField(max_length=64, unique=True)
    link_version = models.PositiveSmallIntegerField(default=1)
    link_expires_at = models.DateTimeField()
    link_revoked_at = models.DateTimeField(null=True, blank=True)

    answer = models.CharField(max_length=9, choices=Answer.choices, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    mode = models.CharField(max_length=11, choices=Mode.choices, default=Mode.NONE)
    mode_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    proxies_held = models.PositiveSmallIntegerField(default=0)
    """Active named proxies held; raised only under the statutes' cap, by conditional UPDATE."""

    class Meta:
        verbose_name = _("voix")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_voice_per_member")
        ]
        # None holds the mode: a vote or an arrival then changes the row alone, not the indexes.
        indexes = [
            models.Index(fields=["meeting", "sort_key", "id"], name="roll_list"),
            models.Index(fields=["meeting", "search_key", "id"], name="roll_search"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def link_token(self) -> str:
        """The token of the personal link in its present version; the row keeps only its hash.

        It depends on the meeting and the member, so that it is known before the row is inserted.
        """
        voice = f"{self.meeting_id}:{self.member_id}"
        return tokens.derive_token("roll", voice, self.link_version)


class RollExclusion(models.Model):
    """A member who is not on the roll of a meeting, and why."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="exclusions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, choices=ExclusionReason.choices)

    class Meta:
        ordering = ["member__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_exclusion_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.reason}"


class AttendanceEvent(models.Model):
    """An arrival, a departure or a change of mode, with its hour."""

    entry = models.ForeignKey(RollEntry, models.CASCADE, related_name="events")
    at = models.DateTimeField(default=clock.now)
    mode = models.CharField(max_length=11, choices=[*RollEntry.Mode.choices, ("left", _("parti"))])
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.entry} {self.mode}"
