"""Debates written in Markdown: safe on the page, readable in a mail."""

import re

import pytest

from tala.lib.markdown import plain_markdown, render_markdown

DEBATE = """# Débat

M. **Lefèvre** demande le *coût*.
La trésorière répond.

3. un
4. deux
   - détail
   - autre

> Une citation

| Poste | Coût |
|-------|------|
| Loyer | 1 250,00 € |

Voir [le site](https://example.org/a) ou <https://example.org/b> ou <moi@example.org>.

---

Fin.
"""

PLAIN = """Débat

M. Lefèvre demande le coût.
La trésorière répond.

3. un
4. deux
  - détail
  - autre

> Une citation

Poste | Coût
Loyer | 1 250,00 €

Voir le site (https://example.org/a) ou https://example.org/b ou moi@example.org.

-----

Fin."""


def test_a_mail_shows_the_debate_without_marks() -> None:
    assert plain_markdown(DEBATE) == PLAIN


def test_the_page_shows_the_debate_below_its_own_headings() -> None:
    html = render_markdown(DEBATE)
    assert "<h3>Débat</h3>" in html
    assert "<strong>Lefèvre</strong>" in html
    assert "coût</em>.<br>" in html
    assert '<ol start="3">' in html
    assert "<td>1 250,00 €</td>" in html
    assert 'href="https://example.org/a" rel="noopener noreferrer nofollow"' in html


def test_headings_never_go_below_the_sixth() -> None:
    assert render_markdown("###### x").strip() == "<h6>x</h6>"
    assert render_markdown("# x", first_heading=2).strip() == "<h2>x</h2>"


def test_an_image_is_only_its_words() -> None:
    assert render_markdown("![un plan](http://x.example/p.png)").strip() == "<p>un plan</p>"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](https://e.example \"\" onmouseover='alert(1)')",
        '```"onload=alert(1)\n<svg onload=alert(1)>\n```',
        "<javascript:alert(1)>",
        "| a |\n|:-:|\n| <style>*{}</style> |",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_nothing_active_comes_through(attack: str) -> None:
    html = render_markdown(attack)
    tags = re.findall(r"<(\w+)([^>]*)>", html)
    assert not {tag for tag, _rest in tags} & {"script", "img", "svg", "style", "iframe"}
    assert not [
        rest for _tag, rest in tags if re.search(r"\bon\w+=|style=|javascript:|data:", rest)
    ]
