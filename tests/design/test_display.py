"""Tags and filters that write figures, dates and bars on pages."""

import datetime as dt
from fractions import Fraction

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from organisations.render.bars import Bar, draw_bars, length
from organisations.templatetags.tala import browser

PARIS_EVENING = dt.datetime(2026, 6, 20, 16, 30, tzinfo=dt.UTC)


def write(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ it|percent }}", Fraction(53, 100), "53\u202f%"),
        ("{{ it|percent:'1/2' }}", Fraction(50004, 100000), "50,004\u202f%"),
        ("{{ it|percent:'2/3' }}", Fraction(66667, 100001), "66,666\u202f%"),
        ("{{ it|fraction }}", "6/10", "3/5"),
        ("{{ it|euros }}", 125000, "1\u202f250,00\u202f€"),
        ("{{ it|integer }}", 12501, "12\u202f501"),
        ("{{ it|long_date }}", dt.date(2026, 6, 20), "samedi 20 juin 2026"),
        ("{{ it|long_datetime }}", PARIS_EVENING, "samedi 20 juin 2026 à 18\u00a0h\u00a030"),
        ("{{ it|short_date }}", dt.date(2026, 6, 20), "20/06/2026"),
        ("{{ it|short_datetime }}", PARIS_EVENING, "20/06/2026 18:30"),
        ("{{ it|time_of_day }}", PARIS_EVENING, "18\u00a0h\u00a030"),
        ("{{ it|long_date }}", None, ""),
    ],
)
def test_figures_and_dates_are_written_as_people_read_them(
    source: str, value: object, text: str
) -> None:
    assert write(source, it=value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(5, 12), "41.67%"),
        (Fraction(0), "0.00%"),
        (Fraction(1), "100.00%"),
        (Fraction(3, 2), "100.00%"),
        (Fraction(-1), "0.00%"),
        (Fraction(1, 200), "0.50%"),
    ],
)
def test_a_bar_is_as_long_as_its_share(share: Fraction, text: str) -> None:
    assert length(share) == text
    assert draw_bars([Bar("Usagers", share, "")])[0].width == text


def test_bars_carry_their_figures_in_text_and_the_threshold_as_a_line() -> None:
    bars = [Bar("Usagers", Fraction(3, 5), "24 pour, 16 contre")]
    page = write('{% college_bars bars threshold="1/2" %}', bars=bars)
    assert "24 pour, 16 contre" in page
    assert 'width="60.00%"' in page
    assert 'x1="50.00%"' in page
    assert "<line" not in write("{% college_bars bars %}", bars=bars)


def test_long_lists_of_pages_are_shortened() -> None:
    page = Paginator(range(871), 50).page(9)
    assert write("{% page_numbers page as it %}{{ it|safe }}", page=page) == (
        "[1, None, 8, 9, 10, None, 18]"
    )


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("curl/8.5", "Navigateur inconnu"),
    ],
)
def test_a_device_is_named_as_its_owner_would(header: str, text: str) -> None:
    assert browser(header) == text
