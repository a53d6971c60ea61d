"""Elements: an XML document while it is written."""

from __future__ import annotations

from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Elements:
    """A document; `text` is what was written so far."""

    def __init__(self) -> None:
        """An empty one."""
        self._out = StringIO()
        self._xml = SimplerXMLGenerator(self._out, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def within(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element, in which stands what is written meanwhile."""
        self._xml.startElement(name, AttributesImpl(dict(attributes or {})))
        yield
        self._xml.endElement(name)

    def leaf(self, name: str, text: str | None = None, attributes: Mapping[str, str] | None = None) -> None:
        """An element with words in it, or none."""
        self._xml.addQuickElement(name, text, dict(attributes or {}))

    def written(self, xml: str) -> None:
        """What is XML already: where there are thousands of elements, each counts."""
        self._xml.ignorableWhitespace(xml)  # the one way in that leaves signs as they are

    @property
    def text(self) -> str:
        """The document."""
        return self._out.getvalue()
