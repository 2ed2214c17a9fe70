"""The letters: one PDF, one whole letter per member, each with its own address and forms."""

import subprocess
from pathlib import Path

import pytest

from meetings.keys import letters_key
from meetings.models import Convocation, Meeting
from meetings.render import letters
from meetings.render.letters import letter_model, letters_pdf, sample_letter
from meetings.render.qr import qr_rows
from meetings.services.convocations import letters_posted
from organisations.models import Job
from organisations.refusals import Refused
from organisations.services.jobs import jobs_run
from tala.lib import clock
from tala.lib.pdf import PdfError, page_count
from tests.cast import Cast
from tests.meetings.scenes import IN_TIME, TOO_LATE, make_draft


def text_of(pdf: bytes, folder: Path, *, page: int | None = None) -> str:
    """Return the text of a PDF as Poppler reads it, laid out as on the page."""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    pages = ["-f", str(page), "-l", str(page)] if page else []
    command = ["pdftotext", "-layout", *pages, str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def printed(convened: Meeting) -> Job:
    """The letters of the convened meeting, printed by the worker."""
    jobs_run()
    return Job.objects.get(key=letters_key(convened))


def read(job: Job) -> bytes:
    with job.file.open() as file:
        return bytes(file.read())


def test_each_member_without_email_gets_a_whole_letter(printed: Job, tmp_path: Path) -> None:
    pdf = read(printed)
    pages = page_count(pdf) // 2
    assert page_count(pdf) % 4 == 0, "two letters, each of an even number of pages"
    first, second = (text_of(pdf, tmp_path, page=1 + pages * place) for place in (0, 1))
    assert "Karima Hénin" in second
    assert "Anaïs D’Œuvre" in first, "letters are filed by name"
    assert "12 rue des Œillets" in first


def test_a_letter_says_all_that_the_law_asks_for(printed: Job, tmp_path: Path) -> None:
    text = " ".join(text_of(read(printed), tmp_path).split())
    for said in (
        "Société coopérative d’intérêt collectif anonyme à capital variable",
        "RCS Arras 552 100 554",
        "assemblée générale ordinaire, sur première convocation",
        "samedi 21 juin 2031 à 18 h",
        "Membre n° S0007, collège « Usagers particuliers »",
        "résolutions n° 1 à 2",
        "L’assemblée générale approuve : quitus.",
        "un vote contre toutes les autres",
        "Remplissez un seul formulaire : ce pouvoir ou le vote par correspondance.",
        "Ce formulaire doit nous parvenir au plus tard le mercredi 18 juin 2031",
        "Une abstention n’est pas une voix exprimée",
        "je donne pouvoir à la présidence de séance",
    ):
        assert said in text, said


def test_many_letters_are_stamped_in_batches(
    convened: Meeting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    entries = list(convened.roll.all())
    whole = letters_pdf(convened, entries)
    monkeypatch.setattr(letters, "BATCH", 5)
    in_parts = letters_pdf(convened, entries)
    assert page_count(in_parts) == page_count(whole)
    last = page_count(in_parts) - page_count(whole) // 12 + 1
    assert entries[-1].name in text_of(in_parts, tmp_path, page=last)


def test_forms_carry_the_name_of_their_member(convened: Meeting, tmp_path: Path) -> None:
    model = letter_model(convened)
    entry = convened.roll.get(number="S0007")
    pdf = letters_pdf(convened, [entry])
    assert model.proxy_page is not None
    assert model.proxy_page % 2 == 1, "on a sheet of their own, to send back"
    assert model.vote_page == model.proxy_page + 1
    for page in (model.proxy_page, model.vote_page):
        assert "Karima Hénin" in text_of(pdf, tmp_path, page=page)


def test_forms_the_statutes_exclude_are_not_printed(cast: Cast, in_time: None) -> None:
    profile = cast.organisation.profiles.get()
    profile.parameters |= {"postal_enabled": False, "proxies_allowed": False}
    profile.save()
    model = letter_model(make_draft(cast.organisation))
    assert (model.proxy_page, model.vote_page) == (None, None)
    assert page_count(model.pdf) % 2 == 0


def test_a_sample_names_nobody_and_opens_no_link(draft: Meeting, tmp_path: Path) -> None:
    text = text_of(sample_letter(draft), tmp_path)
    assert "Camille Exemple" in text
    assert "/v/" not in text


def test_no_letter_at_all_is_an_error_not_an_empty_file(draft: Meeting) -> None:
    with pytest.raises(PdfError):
        letters_pdf(draft, [])


def test_the_address_stands_in_the_window_of_the_envelope(printed: Job, tmp_path: Path) -> None:
    """DL and C5 windows: 20 mm from the right edge; the block starts 110 mm from the left."""
    path = tmp_path / "letters.pdf"
    path.write_bytes(read(printed))
    command = ["pdftotext", "-bbox", "-f", "1", "-l", "1", str(path), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    (name,) = [line for line in boxes.splitlines() if ">D’Œuvre<" in line]
    left, top = (
        float(name.split(f'{edge}="')[1].split('"')[0]) / 72 * 25.4 for edge in ("xMin", "yMin")
    )
    assert 110 <= left <= 140
    assert 45 <= top <= 60


def test_the_code_of_the_link_is_square() -> None:
    rows = qr_rows("http://127.0.0.1:8000/v/PqULx1RR2s4cnzq3MNxdMk4voytK4hPjFGHxB06-zh4/")
    modules = len(rows.lines[0])
    assert all(len(line) == modules for line in rows.lines)
    height = len(rows.lines) * rows.line_mm
    assert abs(height - 27) < 27 / modules * 2
    assert rows.lines[0].startswith("█▀▀▀▀▀█"), "the mark of a corner"


def test_the_day_of_posting_is_the_proof_of_a_letter(cast: Cast, printed: Job) -> None:
    meeting = Meeting.objects.get()
    day = IN_TIME.date()
    assert letters_posted(meeting=meeting, actor=cast.secretary.actor, posted_on=day) == 2
    letters = Convocation.objects.filter(means="post")
    assert {(each.posted_on, each.letter_hash) for each in letters} == {(day, printed.sha256)}
    assert Convocation.objects.filter(means="email", posted_on=None).count() == 10


@pytest.mark.parametrize("days", [-1, 1])
def test_letters_cannot_be_posted_before_the_convocation_or_tomorrow(
    cast: Cast, printed: Job, days: int
) -> None:
    meeting = Meeting.objects.get()
    day = IN_TIME.date().replace(day=IN_TIME.day + days)
    with pytest.raises(Refused) as refused:
        letters_posted(meeting=meeting, actor=cast.secretary.actor, posted_on=day)
    assert refused.value.code == "impossible_day"


def test_letters_are_not_posted_before_they_are_printed(cast: Cast, convened: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        letters_posted(meeting=convened, actor=cast.secretary.actor, posted_on=IN_TIME.date())
    assert refused.value.code == "not_printed"


def test_posting_twice_is_refused(cast: Cast, printed: Job) -> None:
    meeting = Meeting.objects.get()
    letters_posted(meeting=meeting, actor=cast.secretary.actor, posted_on=IN_TIME.date())
    with pytest.raises(Refused) as refused:
        letters_posted(meeting=meeting, actor=cast.secretary.actor, posted_on=IN_TIME.date())
    assert refused.value.code == "already_posted"


def test_a_late_posting_is_recorded_as_it_is(cast: Cast, printed: Job) -> None:
    meeting = Meeting.objects.get()
    with clock.played(TOO_LATE):
        letters_posted(meeting=meeting, actor=cast.secretary.actor, posted_on=TOO_LATE.date())
    assert Convocation.objects.filter(posted_on=TOO_LATE.date()).count() == 2
