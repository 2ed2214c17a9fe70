"""Prepares the demonstration's ordinary assembly: agenda, resolutions, papers."""

import datetime as dt
import io
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from meetings.models import AgendaItem, Meeting
from meetings.services.agenda import ItemFacts, ResolutionFacts, item_add, resolution_add
from meetings.services.attachments import attachment_add
from meetings.services.meeting import MeetingFacts, meeting_create
from organisations.models import Organisation
from organisations.policies import Actor
from tala.lib import clock
from tala.lib.dates import PARIS


@dataclass(frozen=True)
class Point:
    """One item of the demonstration's agenda."""

    kind: str
    title: str
    presenter: str = ""
    paper: str = ""
    resolutions: tuple[tuple[str, str, bool], ...] = ()
    """(title, text, supported by the board)."""


DECISION, ELECTION = AgendaItem.Kind.DECISION, AgendaItem.Kind.ELECTION
AGENDA = (
    Point(AgendaItem.Kind.INFORMATION, "Ouverture, constitution du bureau", "Hélène Kouyaté"),
    Point(
        AgendaItem.Kind.DISCUSSION,
        "Rapport de gestion et évolution du projet coopératif",
        "Hélène Kouyaté",
        "Rapport de gestion {year}",
    ),
    Point(
        DECISION,
        "Comptes de l’exercice {year}",
        "Théo Lamblin",
        "Comptes annuels {year}",
        (
            (
                "Approbation des comptes annuels",
                "L’assemblée, après lecture du rapport de gestion, approuve les comptes de "
                "l’exercice clos le 31 décembre {year}, qui font ressortir un excédent de "
                "48 210,00 €.",
                True,
            ),
            (
                "Affectation du résultat",
                "L’assemblée affecte l’excédent de 48 210,00 € aux réserves : 7 231,50 € à la "
                "réserve légale, 40 978,50 € au fonds de développement, impartageables.",
                True,
            ),
            ("Quitus aux administrateurs", "L’assemblée donne quitus de leur gestion.", True),
        ),
    ),
    Point(
        ELECTION,
        "Renouvellement du conseil d’administration",
        "Nadia Deloeil",
        "",
        (
            (
                "Nomination de Mme Fatou Traoré",
                "L’assemblée nomme Mme Fatou Traoré administratrice pour trois ans, jusqu’à la "
                "clôture de l’assemblée qui statuera sur les comptes de l’exercice {last}.",
                True,
            ),
            (
                "Nomination de M. Loïc Vasseur",
                "L’assemblée nomme M. Loïc Vasseur administrateur pour trois ans, jusqu’à la "
                "clôture de l’assemblée qui statuera sur les comptes de l’exercice {last}.",
                True,
            ),
        ),
    ),
    Point(
        DECISION,
        "Proposition de vingt sociétaires : gel des tarifs",
        "Gaël Mallet",
        "",
        (
            (
                "Gel des tarifs de l’atelier en {next}",
                "L’assemblée demande au conseil de ne pas augmenter les tarifs de l’atelier en "
                "{next}.",
                False,
            ),
        ),
    ),
    Point(
        DECISION,
        "Formalités",
        "",
        "",
        (
            (
                "Pouvoirs pour les formalités",
                "L’assemblée donne tous pouvoirs au porteur d’un extrait du procès-verbal pour "
                "accomplir les formalités.",
                True,
            ),
        ),
    ),
    Point(AgendaItem.Kind.INFORMATION, "Questions diverses, sans vote"),
)


def assembly_prepare(organisation: Organisation, actor: Actor, day: dt.date) -> Meeting:
    """Create the draft of an ordinary assembly on `day` at 18 h, agenda and papers complete."""
    meeting = meeting_create(
        organisation=organisation,
        actor=actor,
        facts=MeetingFacts(
            kind=Meeting.Kind.ORDINARY,
            title=f"Assemblée générale ordinaire {day.year}",
            starts_at=dt.datetime(day.year, day.month, day.day, 18, tzinfo=PARIS),
            place=f"Salle des fêtes, {organisation.city}",
            access_notes="Entrée de plain-pied, boucle magnétique, parking derrière la mairie.",
            video_url="https://visio.example.org/ateliers-du-bassin",
            convener="Conseil d’administration",
            convener_decided_on=min(day - dt.timedelta(days=50), clock.today()),
        ),
    )
    # The accounts are those of the year before; an office of three years ends with the accounts
    # of its third (C.com R225-15).
    years = {"year": day.year - 1, "next": day.year, "last": day.year + 2}
    for point in AGENDA:
        _point(meeting, actor, point, years)
    return meeting


def _point(meeting: Meeting, actor: Actor, point: Point, years: dict[str, int]) -> None:
    title = point.title.format(**years)
    item = item_add(
        meeting=meeting,
        actor=actor,
        facts=ItemFacts(kind=point.kind, title=title, presenter=point.presenter),
    )
    if point.paper:
        paper = point.paper.format(**years)
        attachment_add(
            item=item,
            actor=actor,
            title=paper,
            filename=f"{paper}.pdf",
            data=_paper(meeting.organisation.name, paper),
        )
    for name, text, supported in point.resolutions:
        resolution_add(
            item=item,
            actor=actor,
            facts=ResolutionFacts(
                title=name.format(**years), text=text.format(**years), board_supported=supported
            ),
        )


def _paper(organisation: str, title: str) -> bytes:
    """Return a one-page PDF that stands for an annex."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 740, title)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 715, f"{organisation}, document de démonstration")
    canvas.showPage()
    canvas.save()
    return file.getvalue()
