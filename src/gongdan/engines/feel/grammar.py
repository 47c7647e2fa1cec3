"""What the rules of the grammar ask of the parser that calls them."""

from typing import Protocol

from gongdan.engines.feel.reader import Reader
from gongdan.engines.feel.syntax import Expression


class Grammar(Protocol):
    """The parser, as its parts know it."""

    reader: Reader
    endpoint: bool

    def expression(self) -> Expression: ...

    def test(self) -> Expression: ...

    def open_comparison(self) -> Expression | None: ...

    def endpoint_of_range(self) -> Expression: ...
