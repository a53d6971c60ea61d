"""Drawing: the tokens of a body as HTML, each sentence wrapped and each marker a link to its claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape, format_html

from dateline.web.press.markdown.figures import figure, missing
from dateline.web.press.markdown.parsing import MARKER, is_elsewhere, media_of
from dateline.web.press.markdown.sentences import CODE, sentences_of
from dateline.web.telling.translating import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from markdown_it.token import Token

    from dateline.web.press.markdown.sentences import Piece, Sentence
    from dateline.web.press.markdown.shapes import Cited, Shown


class Drawing:
    """One body being drawn; what it holds is counted on the way."""

    def __init__(self, cited: Mapping[str, Cited], media: Mapping[UUID, Shown]) -> None:
        """A drawing that knows these claims and media."""
        self._cited, self._media = cited, media
        self._levels: list[int] = []
        self.labels: dict[str, None] = {}
        self.unknown: dict[str, None] = {}
        self.sentences = self.own = 0

    def draw(self, tokens: Sequence[Token]) -> str:
        """The HTML of a body."""
        return "".join(self._blocks(tokens))

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[str]:
        held: list[str] = []  # the figures of a line: they stand behind its paragraph
        cited_row: bool | None = None
        for nth, token in enumerate(tokens):
            if token.type == "inline":
                line = token.children or []
                held = list(self._figures(line))
                sentences = sentences_of(line)
                before = tokens[nth - 1].tag
                if before in _WITHOUT_SENTENCES:
                    yield "".join(map(self._words, sentences))
                elif before == "td":
                    yield "".join(self._cell(sentences, cited=bool(cited_row)))
                else:
                    yield "".join(map(self._sentence, sentences))
                if before in {"td", "th"}:
                    yield from held
                    held = []
                continue
            if token.type == "tr_open":
                cited_row = self._row(tokens, nth)
            if not _is_empty(tokens, nth):
                yield self._block(token)
            if held and token.nesting < 0:
                yield from held
                held = []

    def _block(self, token: Token) -> str:  # noqa: PLR0911 -- one for each kind of block
        if token.hidden:
            return ""
        match token.type:
            case "code_block" | "fence":
                return f"<pre><code>{escape(token.content)}</code></pre>\n"
            case "heading_open" | "heading_close":
                return self._heading(token)
            case "table_open":
                return '<div class="wide"><table>\n'
            case "table_close":
                return "</table></div>\n"
            case "th_open" | "td_open":
                return f"<{token.tag}{_SCOPE[token.tag]}{_ALIGNED.get(str(token.attrGet('style')), '')}>"
            case "ordered_list_open" if token.attrGet("start") is not None:
                return f'<ol start="{int(str(token.attrGet("start")))}">\n'
            case "hr":
                return "<hr>\n"
        end = "" if token.type == "paragraph_open" else "\n"
        return f"<{'/' if token.nesting < 0 else ''}{token.tag}>{end}"

    def _heading(self, token: Token) -> str:
        """A heading, one step below the one that it stands under; the page's own is the first."""
        if token.nesting > 0:
            typed = int(token.tag[1:])
            while self._levels and self._levels[-1] >= typed:
                self._levels.pop()
            self._levels.append(typed)
        level = min(1 + len(self._levels), 6)
        return f"</h{level}>\n" if token.nesting < 0 else f"<h{level}>"

    def _row(self, tokens: Sequence[Token], opened: int) -> bool:
        """Whether a row of a table rests on a claim: with its cells it counts as one sentence."""
        closed = next(nth for nth in range(opened, len(tokens)) if tokens[nth].type == "tr_close")
        row = tokens[opened:closed]
        if any(token.type == "th_open" for token in row):
            return False
        labels = [
            label
            for token in row
            if token.type == "inline"
            for sentence in sentences_of(token.children or ())
            for label in sentence.labels
        ]
        return self._count(labels)

    def _cell(self, sentences: Iterable[Sentence], *, cited: bool) -> Iterator[str]:
        words = "".join(map(self._words, sentences))
        if words:
            yield self._wrapped(words, cited=cited)

    def _sentence(self, sentence: Sentence) -> str:
        return self._wrapped(self._pieces(sentence.pieces), cited=self._count(sentence.labels)) + _gap(
            sentence
        )

    def _count(self, labels: Iterable[str]) -> bool:
        cited = any(label in self._cited for label in labels)
        self.sentences += 1
        self.own += not cited
        return cited

    @staticmethod
    def _wrapped(words: str, *, cited: bool) -> str:
        if cited:
            return f'<span class="sentence">{words}</span>'
        own = escape(_("The editors' own words: they rest on no claim."))
        return f'<span class="sentence own" title="{own}">{words}</span>'

    def _words(self, sentence: Sentence) -> str:
        return self._pieces(sentence.pieces) + _gap(sentence)

    def _pieces(self, pieces: Iterable[Piece]) -> str:
        """Pieces in a row; links and stresses are closed and opened as the pieces stand in them."""
        parts: list[str] = []
        opened: tuple[Token, ...] = ()
        for piece in pieces:
            parts += _turn(opened, piece.inside)
            opened = piece.inside
            if piece.type == MARKER:
                parts.append(self._marker(piece.words))
            elif piece.type == CODE:
                parts.append(f"<code>{escape(piece.words)}</code>")
            else:
                parts.append(escape(piece.words).replace("\n", "<br>\n"))
        return "".join([*parts, *_turn(opened, ())])

    def _marker(self, label: str) -> str:
        cited = self._cited.get(label)
        if cited is None:
            self.unknown[label] = None
            said = _("No claim of this briefing has this label.")
            return format_html('<span class="claim unknown" title="{}">[^{}]</span>', said, label)
        first = "" if label in self.labels else f' id="at-{label}"'
        self.labels[label] = None
        named = _("Claim %(number)s: %(title)s") % {"number": cited.number, "title": cited.who or cited.title}
        return (
            f'<a class="claim" href="{escape(cited.href)}" data-claim="{label}"{first}'
            f' title="{escape(cited.title)}" aria-label="{escape(named)}"><sup>{cited.number}</sup></a>'
        )

    def _figures(self, line: Iterable[Token]) -> Iterator[str]:
        for token in line:
            if token.type != "image":
                continue
            which = media_of(token)
            shown = self._media.get(which) if which else None
            if shown is None:
                yield missing(token.content or str(token.attrGet("src")))
            else:
                yield figure(shown, words=token.content, caption=str(token.attrGet("title") or ""))


def _is_empty(tokens: Sequence[Token], nth: int) -> bool:
    """Whether a token opens or closes a paragraph in which nothing stands but pictures."""
    if tokens[nth].tag != "p":
        return False
    line = tokens[nth + tokens[nth].nesting]
    return all(token.type in {"image", "softbreak", "hardbreak"} for token in line.children or ())


_WITHOUT_SENTENCES = {"h1", "h2", "h3", "h4", "h5", "h6", "th"}
_SCOPE = {"th": ' scope="col"', "td": ""}
_ALIGNED = {
    "text-align:left": ' class="start"',
    "text-align:center": ' class="middle"',
    "text-align:right": ' class="end"',
}


def _turn(opened: Sequence[Token], wanted: Sequence[Token]) -> Iterator[str]:
    """What closes and opens so that the next words stand in `wanted`."""
    shared = 0
    while shared < min(len(opened), len(wanted)) and opened[shared] is wanted[shared]:
        shared += 1
    for token in reversed(opened[shared:]):
        yield f"</{token.tag}>"
    for token in wanted[shared:]:
        yield _opening(token)


def _opening(token: Token) -> str:
    if token.type != "link_open":
        return f"<{token.tag}>"
    address, title = str(token.attrGet("href") or ""), str(token.attrGet("title") or "")
    elsewhere = ' rel="noopener nofollow"' if is_elsewhere(address) else ""
    titled = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(address)}"{titled}{elsewhere}>'


def _gap(sentence: Sentence) -> str:
    return "<br>\n" if "\n" in sentence.gap else " " if sentence.gap else ""
