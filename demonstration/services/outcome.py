"""Leaves the papers of a played assembly in a folder."""

import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings

from demonstration.services.play import Played
from documents.render.attendance_sheet import attendance_sheet_pdf
from meetings.keys import letters_key
from organisations.models import Job
from organisations.selectors.journal import chain_state
from voting.models import Ballot
from voting.render.count_file import count_file_bytes


def outcome_write(played: Played, folder: Path) -> dict[str, Any]:
    """Write mails, letters, sheet, counts, minutes and summary; return the summary."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(settings.TALA_MAIL_FOLDER, folder / "mail", dirs_exist_ok=True)
    letters = Job.objects.get(key=letters_key(played.meeting))
    if letters.file:
        (folder / "convocations.pdf").write_bytes(letters.file.read())
    (folder / "attendance.pdf").write_bytes(attendance_sheet_pdf(played.meeting))
    (folder / "minutes.pdf").write_bytes(played.minutes.file.read())
    ballots = list(played.meeting.poll.ballots.select_related("resolution"))
    for ballot in ballots:
        (folder / f"count-{ballot.number:02}.json").write_bytes(count_file_bytes(ballot))
    summary = _summary(played, ballots)
    _json(folder / "summary.json", summary)
    return summary


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _summary(played: Played, ballots: list[Ballot]) -> dict[str, Any]:
    organisation, meeting, minutes = played.organisation, played.meeting, played.minutes
    chain = chain_state(organisation)
    return {
        "organisation": organisation.name,
        "legal_form": organisation.legal_form,
        "colleges": [
            {
                "name": college.name,
                "weight": str(college.weight),
                "members": college.members.count(),
            }
            for college in organisation.colleges.all()
        ],
        "meeting": meeting.title,
        "held_on": meeting.starts_at.isoformat(),
        "convened": played.convened,
        "mails_sent": played.sent,
        "letters": played.letters,
        "proxies": {"named": played.proxies_named, "blank": played.proxies_blank},
        "votes_from_home": played.votes_from_home,
        "postal_votes": played.postal_votes,
        "present": played.present,
        "remote": played.remote,
        "votes_by_phone_in_the_room": played.room_votes,
        "refusals": played.refusals,
        "resolutions": [
            {
                "title": ballot.resolution.title,
                "verdict": (ballot.result or {}).get("verdict"),
                "share": (ballot.result or {}).get("share"),
                "counts": (ballot.result or {}).get("counts"),
            }
            for ballot in ballots
        ],
        "minutes": {"number": minutes.number, "sha256": minutes.sha256, "pages": minutes.pages},
        "journal": {"entries": chain.entries, "intact": chain.broken is None},
    }
