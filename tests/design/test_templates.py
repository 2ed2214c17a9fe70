"""What every template of the product keeps: nothing inline, no unknown class."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Mail clients and the PDF renderer know no stylesheet of ours; their templates carry their own.
OFF_SCREEN = ("mail/", "letters/", "account/email/", "mfa/email/", "documents/minutes_pdf")
PAGES = [
    path
    for path in sorted((ROOT / "templates").rglob("*.html"))
    if not str(path.relative_to(ROOT / "templates")).startswith(OFF_SCREEN)
]
INLINE = (
    ("style attribute", re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)),
    ("style element", re.compile(r"<style[\s>]", re.IGNORECASE)),
    ("event handler", re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)),
    ("address with a script", re.compile(r"javascript:", re.IGNORECASE)),
    ("htmx that evaluates", re.compile(r"hx-on|hx-vals=['\"]js:", re.IGNORECASE)),
)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_holds_no_style_and_no_code(path: Path) -> None:
    source = path.read_text()
    assert [what for what, pattern in INLINE if pattern.search(source)] == []
    for attributes in SCRIPT.findall(source):
        assert "src=" in attributes or 'type="application/json"' in attributes


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_uses_only_classes_of_the_stylesheet(path: Path) -> None:
    styles = "".join(sheet.read_text() for sheet in (ROOT / "static/css").glob("*.css"))
    known = set(re.findall(r"\.([a-z][a-z-]*)", styles))
    unmarked = re.sub(r"{%.*?%}|{{.*?}}", " ", path.read_text(), flags=re.DOTALL)
    used = {word for value in re.findall(r'class="([^"]*)"', unmarked) for word in value.split()}
    assert used - known == set()


def test_the_stylesheet_fetches_nothing_from_elsewhere() -> None:
    for sheet in (ROOT / "static/css").glob("*.css"):
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text())
        assert "@import" not in sheet.read_text()
        for address in addresses:
            assert (sheet.parent / address).is_file()
