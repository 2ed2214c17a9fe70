"""Papers: judged by their content, kept with their hash, served as files only."""

import hashlib
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from meetings.models import Attachment, Meeting
from meetings.selectors.agenda import agenda
from meetings.services.attachments import attachment_add, attachment_delete
from organisations.refusals import Refused
from tests.cast import Cast
from tests.meetings.scenes import make_draft, pdf_bytes


def join(cast: Cast, meeting: Meeting, data: bytes, name: str = "Comptes 2030.pdf") -> Attachment:
    item = agenda(meeting)[1].item
    return attachment_add(
        item=item, actor=cast.secretary.actor, title="Comptes", filename=name, data=data
    )


def test_a_paper_is_kept_with_its_hash_under_a_random_name(cast: Cast) -> None:
    data = pdf_bytes(pages=3)
    paper = join(cast, make_draft(cast.organisation), data, "../../Comptes é.pdf")
    assert (paper.sha256, paper.pages) == (hashlib.sha256(data).hexdigest(), 3)
    assert "Comptes" not in str(paper.file.name)
    assert paper.filename == "Comptes-e.pdf"
    with paper.file.open() as file:
        assert file.read() == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"PK\x03\x04 a spreadsheet",
        b"%PDF-1.7 broken",
        pdf_bytes(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")),
    ],
)
def test_what_is_no_sound_pdf_is_refused_with_a_sentence(
    cast: Cast, data: bytes, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        join(cast, make_draft(cast.organisation), data)
    assert refused.value.code == "bad_file"
    assert str(refused.value).endswith(".")
    assert not Attachment.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_form_shows_why_a_file_is_refused(cast: Cast, settings: Settings) -> None:
    meeting = make_draft(cast.organisation)
    item = agenda(meeting)[1].item
    url = reverse("attachment_add", args=[cast.organisation.slug, meeting.pk, item.pk])
    post = cast.secretary.client.post
    answer = post(url, {"file": SimpleUploadedFile("tableur.pdf", b"PK\x03\x04")})
    assert answer.status_code == 422
    assert "n’est pas un PDF" in answer.content.decode()
    settings.MAX_ATTACHMENT_MB = 0
    answer = post(url, {"file": SimpleUploadedFile("gros.pdf", pdf_bytes())})
    assert "trop lourd" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_paper_without_title_takes_the_name_of_its_file(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    item = agenda(meeting)[1].item
    url = reverse("attachment_add", args=[cast.organisation.slug, meeting.pk, item.pk])
    file = SimpleUploadedFile("Rapport de gestion.pdf", pdf_bytes())
    cast.secretary.client.post(url, {"file": file, "title": ""})
    assert Attachment.objects.get().title == "Rapport de gestion"


def test_a_paper_is_always_downloaded_never_shown(cast: Cast, convened: Meeting) -> None:
    meeting = make_draft(cast.organisation)
    paper = join(cast, meeting, pdf_bytes())
    url = reverse("attachment_download", args=[cast.organisation.slug, meeting.pk, paper.pk])
    answer = cast.secretary.client.get(url)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer).startswith(b"%PDF")  # reading to the end closes the file
    assert cast.member.client.get(url).status_code == 404, "a draft does not exist for a member"
    assert cast.stranger.client.get(url).status_code == 404
    other = reverse("attachment_download", args=[cast.organisation.slug, convened.pk, paper.pk])
    assert cast.secretary.client.get(other).status_code == 404, "a paper of another meeting"


def test_a_removed_paper_takes_its_file_along(
    cast: Cast,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    paper = join(cast, make_draft(cast.organisation), pdf_bytes())
    with django_capture_on_commit_callbacks(execute=True):
        attachment_delete(attachment=paper, actor=cast.secretary.actor)
    assert not Attachment.objects.exists()
    assert not list(tmp_path.rglob("*.pdf"))


def test_papers_of_a_convened_meeting_are_frozen(cast: Cast) -> None:
    meeting = make_draft(cast.organisation)
    paper = join(cast, meeting, pdf_bytes())
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED)
    for act in (
        lambda: join(cast, meeting, pdf_bytes()),
        lambda: attachment_delete(attachment=paper, actor=cast.secretary.actor),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "frozen"
