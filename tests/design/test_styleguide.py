"""The style guide shows every component and every sample there is."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from pytest_django import Settings

from organisations.views.styleguide import TITLES

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SAMPLES = TEMPLATES / "organisations/styleguide"
COMPONENTS = sorted(
    str(path.relative_to(TEMPLATES)) for path in (TEMPLATES / "components").rglob("*.html")
)
DRAWN_BY_TAG = {"components/bars.html": "{% college_bars"}


@pytest.fixture
def guide(client: Client, settings: Settings, db: None) -> str:
    settings.DEMO = True
    return client.get("/charte/").content.decode()


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_shown_with_the_line_that_makes_it(component: str) -> None:
    sources = "".join(path.read_text() for path in SAMPLES.glob("*.html"))
    assert DRAWN_BY_TAG.get(component, component) in sources


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_says_what_it_is_and_what_it_needs(component: str) -> None:
    source = get_template(component).template.source
    head = source.splitlines()[0]
    assert head.startswith("{% comment %}")
    assert "ariable" in head


def test_every_sample_has_its_place_on_the_page(guide: str) -> None:
    assert {path.stem for path in SAMPLES.glob("*.html")} == set(TITLES)
    for name in TITLES:
        assert f'id="{name}"' in guide


def test_a_sample_shows_itself_and_its_source(guide: str) -> None:
    assert "<progress " in guide
    assert "{% include &quot;components/progress.html&quot;" in guide


def test_a_field_to_correct_names_its_error_for_screen_readers(guide: str) -> None:
    assert 'aria-describedby="id_wrong-title_helptext id_wrong-title_error"' in guide
    assert 'id="id_wrong-title_error"' in guide
    assert 'href="#id_wrong-title"' in guide


def test_the_style_guide_exists_only_in_the_demonstration(
    client: Client, settings: Settings, db: None
) -> None:
    settings.DEMO = False
    assert client.get("/charte/").status_code == 404
