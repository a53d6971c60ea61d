"""Selecting words in the text of a report, as a pointer does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Selects words in the text as a pointer does: from the middle of the first to the middle of the last.
_SELECT = """([words, nth]) => {
  const text = document.querySelector("[data-report-text]");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let all = "";
  while (walker.nextNode()) { nodes.push([all.length, walker.currentNode]); all += walker.currentNode.data; }
  let at = -1;
  for (let turn = 0; turn <= nth; turn += 1) at = all.indexOf(words, at + 1);
  const place = (offset) => {
    const [start, node] = nodes.filter(([begin]) => begin <= offset).at(-1);
    return [node, offset - start];
  };
  const range = document.createRange();
  range.setStart(...place(at + 1));
  range.setEnd(...place(at + words.length - 1));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def select(page: Page, words: str, nth: int = 0) -> None:
    """Select words of the report where they stand for the nth time."""
    page.evaluate(_SELECT, [words, nth])
    expect(page.locator("[data-picked]")).to_be_visible()
