"""What every page must satisfy: WCAG 2.2 AA by axe, and room enough on the smallest phone."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")

_RUN = """async (options) => {
  const result = await axe.run(options);
  return result.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""

_TOO_WIDE = """() => {
  const root = document.documentElement;
  const limit = root.clientWidth;
  if (root.scrollWidth <= limit) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(
    (part) => part.getBoundingClientRect().right > limit + 0.5 && !part.closest(".scroll"));
  const named = wide.slice(-3).map((part) => part.outerHTML.slice(0, 120));
  return [`${root.scrollWidth} px wide on a screen of ${limit}`, ...named];
}"""


def axe_violations(page: Page, *, good_practice: bool = True) -> list[str]:
    """Return one line per element of the page that breaks a rule; good practice asks for more."""
    tags = [*WCAG, "best-practice"] if good_practice else list(WCAG)
    options = {"runOnly": tags, "resultTypes": ["violations"], "preload": False}
    page.evaluate(AXE_SCRIPT)
    return [" ".join(line.split()) for line in page.evaluate(_RUN, options)]


def too_wide(page: Page) -> list[str]:
    """Return how far the page scrolls sideways and through what; empty when it does not."""
    return list(page.evaluate(_TOO_WIDE))
