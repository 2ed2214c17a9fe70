"""The colours of the stylesheet can be read, in light and in dark (WCAG 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLES = (Path(settings.BASE_DIR) / "static/css/tala.css").read_text()
SCHEMES = ("light", "dark")

TEXT = (
    ("ink", "paper"), ("ink", "surface"), ("ink", "tint"),
    ("soft", "paper"), ("soft", "surface"), ("soft", "tint"),
    ("accent", "paper"), ("accent", "surface"), ("accent", "accent-tint"),
    ("accent-ink", "accent"), ("accent-ink", "accent-hover"),
    ("ink", "accent-tint"), ("soft", "accent-tint"),
    ("ok", "ok-tint"), ("ok", "surface"), ("ok", "paper"), ("ink", "ok-tint"),
    ("info", "info-tint"), ("ink", "info-tint"),
    ("warn", "warn-tint"), ("warn", "surface"), ("warn", "paper"), ("ink", "warn-tint"),
    ("bad", "bad-tint"), ("bad", "surface"), ("bad", "paper"), ("ink", "bad-tint"),
    ("bad-ink", "bad"), ("bad-ink", "bad-hover"),
)  # fmt: skip
SHAPES = (
    ("edge", "surface"), ("edge", "paper"), ("accent", "tint"), ("accent", "surface"),
    ("c1", "surface"), ("c2", "surface"), ("c3", "surface"), ("c4", "surface"),
    ("c1", "tint"), ("c2", "tint"), ("c3", "tint"), ("c4", "tint"),
)  # fmt: skip


def tokens(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", STYLES, re.DOTALL)
    found: dict[str, str] = {}
    for block in blocks[:1] if scheme == "light" else blocks[:2]:
        found.update(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_borders_of_fields_and_bars_stand_out(scheme: str, shape: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[shape], colours[ground]) >= 3


def test_the_dark_scheme_repaints_every_colour() -> None:
    light, dark = (tokens(scheme) for scheme in SCHEMES)
    assert {name for name in light if light[name] == dark[name]} <= {"accent-ink"}
