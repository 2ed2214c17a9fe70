"""The catalogues: whole English, French plurals, and pages that answer in the language asked for.

`script/check_translations.py` compares them with the source; these tests need no gettext tools.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation

from tests.cast import Cast
from tests.pages import text_of

LOCALE = Path(__file__).resolve().parent.parent / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
COUNTED = (
    "%(n)s courriel a été refusé.",
    "%(n)s courriels ont été refusés.",
)


def read(language: str) -> Catalog:
    """Return the committed catalogue of a language."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


ENGLISH, FRENCH = read("en"), read("fr")


def texts(value: Any) -> tuple[str, ...]:
    """Return the text of a message, or its singular and its plural."""
    return (value,) if isinstance(value, str) else tuple(value)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages without the header."""
    return (message for message in catalogue if message.id)


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Yield each text with its translation."""
    for message in messages(catalogue):
        yield from zip(texts(message.id), texts(message.string), strict=True)


@pytest.fixture
def compiled(settings: Any, tmp_path: Path) -> None:
    """The committed catalogues, compiled here: a stale .mo of the checkout does not count."""
    for language, catalogue in (("en", ENGLISH), ("fr", FRENCH)):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]


def test_every_sentence_has_its_english() -> None:
    missing = [source for source, english in pairs(ENGLISH) if not english.strip()]
    assert missing == []


@pytest.mark.parametrize("catalogue", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_no_translation_is_doubtful(catalogue: Catalog) -> None:
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []


@pytest.mark.parametrize("catalogue", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_translations_keep_the_figures_and_the_tags(catalogue: Catalog) -> None:
    changed = [
        (source, translated)
        for source, translated in pairs(catalogue)
        if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(translated))
        or TAG.findall(source) != TAG.findall(translated)
    ]
    assert changed == []


def test_english_is_written_without_french_marks() -> None:
    marks = re.compile("[\u00a0\u202f][:;!?»]|[«»]")
    assert [english for _, english in pairs(ENGLISH) if marks.search(english)] == []


def test_french_sentences_have_french_spaces_and_apostrophes() -> None:
    """A narrow no-break space before ; ! ?, a no-break space before : and inside « »."""
    slip = re.compile(
        "(?<![\u00a0\u202f]):(?=[ \n]|$)|(?<!\u202f)[;!?](?=[ \n]|$)|«(?!\u00a0)|(?<!\u00a0)»|'"
    )
    slips = [
        source
        for source, _ in pairs(ENGLISH)
        if slip.search(TAG.sub("", source)) and "apt-get" not in source
    ]
    assert slips == []


def test_the_french_catalogue_holds_our_plurals_as_they_are() -> None:
    ours = {message.id for message in messages(ENGLISH) if message.pluralizable}
    french = [message for message in messages(FRENCH) if message.pluralizable]
    assert {message.id for message in french} == ours
    assert [m.id for m in french if texts(m.string) != texts(m.id)] == []


@pytest.mark.usefixtures("compiled")
def test_nothing_takes_the_singular_in_french_and_the_plural_in_english() -> None:
    with translation.override("fr"):
        assert translation.ngettext(*COUNTED, 0) == COUNTED[0]
        assert translation.ngettext(*COUNTED, 1) == COUNTED[0]
        assert translation.ngettext(*COUNTED, 2) == COUNTED[1]
    with translation.override("en"):
        assert translation.ngettext(*COUNTED, 0) == "%(n)s emails were refused."
        assert translation.ngettext(*COUNTED, 1) == "%(n)s email was refused."


@pytest.mark.usefixtures("compiled")
def test_no_library_rewrites_our_french() -> None:
    with translation.override("fr"):
        rewritten = [
            source for source, _ in pairs(ENGLISH) if translation.gettext(source) != source
        ]
    assert rewritten == []


@pytest.mark.usefixtures("compiled")
def test_signing_in_speaks_the_french_of_the_pages() -> None:
    with translation.override("fr"):
        assert translation.gettext("Incorrect code.").startswith("Ce code n’est pas le bon.")


@pytest.mark.django_db
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        ("en", "From notice to minutes", "De la convocation"),
        ("fr", "De la convocation", "From notice to minutes"),
    ],
)
def test_a_visitor_is_answered_in_the_language_asked_for(
    language: str, said: str, unsaid: str
) -> None:
    page = text_of(Client().get("/", headers={"accept-language": language}))
    assert f'<html lang="{language}"' in page
    assert said in page
    assert unsaid not in page


@pytest.mark.usefixtures("compiled")
def test_a_chosen_language_stays_on_the_pages_of_the_cooperative(cast: Cast) -> None:
    client = cast.secretary.client
    address = f"/c/{cast.organisation.slug}/membres/"
    client.post("/i18n/setlang/", {"language": "en", "next": address})
    page = text_of(client.get(address))
    assert "12 members" in page
    assert "12 membres" not in page
