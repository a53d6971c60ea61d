"""Plain: a body as text, for what shows no HTML: headings and paragraphs apart, a line for each point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.press.markdown.sentences import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


def plain_of(tokens: Sequence[Token]) -> str:  # noqa: C901 -- one case for each kind of block
    """The text of a body; a picture has none."""
    blocks: list[str] = []
    points: list[int] = []  # the numbers of the next points of the lists that are open, 0 in one without
    lead = ""
    cells: list[str] = []
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                points.append(0)
            case "ordered_list_open":
                points.append(int(str(token.attrGet("start") or 1)))
            case "bullet_list_close" | "ordered_list_close":
                points.pop()
            case "list_item_open":
                lead = f"{points[-1]}. " if points[-1] else "- "
                points[-1] += bool(points[-1])
            case "tr_close":
                blocks.append(" | ".join(cells))
                cells.clear()
            case "th_open" | "td_open":
                cells.append("")
            case "inline" if cells:
                cells[-1] = words_of(token.children or ())
            case "inline" | "code_block" | "fence":
                words = words_of(token.children or ()) if token.type == "inline" else token.content.rstrip()
                if words:
                    blocks.append(lead + words)
                    lead = ""
    return "\n\n".join(blocks)
