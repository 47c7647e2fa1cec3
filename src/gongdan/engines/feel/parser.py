"""From text to the parts of an expression (DMN 1.3, 10.3.1.2): what binds loosest stands first."""

from collections.abc import Callable
from functools import lru_cache

from gongdan.engines.feel.limits import LONGEST_EXPRESSION
from gongdan.engines.feel.names import Names
from gongdan.engines.feel.operands import primary
from gongdan.engines.feel.phrases import phrase
from gongdan.engines.feel.postfixes import postfixes
from gongdan.engines.feel.reader import Reader, Unreadable, UnreadableError
from gongdan.engines.feel.syntax import (
    Between,
    Expression,
    In,
    InstanceOf,
    Junction,
    Literal,
    Negation,
    Operation,
    RangeOf,
    Tests,
)
from gongdan.engines.feel.type_names import read_type
from gongdan.engines.feel.values import RangeSort

COMPARISONS = ("<=", ">=", "!=", "<", ">", "=")


@lru_cache(maxsize=4_096)
def parse_expression(text: str, names: Names) -> Expression | Unreadable:
    """Read an expression; `names` are all that it may meet which are not single words."""
    return _whole(text, names, Parser.expression)


@lru_cache(maxsize=4_096)
def parse_tests(text: str, names: Names) -> Tests | Unreadable:
    """Read the unary tests of a decision table's cell: `-`, tests with commas, `not(tests)`."""
    found = _whole(text, names, Parser.cell)
    return found if isinstance(found, Tests | Unreadable) else Tests((found,))


def _whole(
    text: str, names: Names, rule: "Callable[[Parser], Expression]"
) -> Expression | Unreadable:
    if len(text) > LONGEST_EXPRESSION:
        return Unreadable("feel_too_long", LONGEST_EXPRESSION)
    parser = Parser(Reader(text, names))
    try:
        found = rule(parser)
        if not parser.reader.ended:
            parser.reader.fail()
    except UnreadableError as error:
        return error.fault
    return found


class Parser:
    """The levels of FEEL's grammar, one method each; `operands` reads what stands between."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.endpoint = False  # the end of a range is read: `[` closes it and filters nothing

    def expression(self) -> Expression:
        """Read a whole expression."""
        self.reader.deeper()
        endpoint, self.endpoint = self.endpoint, False
        found = phrase(self) or self._disjunction()
        self.endpoint = endpoint
        self.reader.depth -= 1
        return found

    def test(self) -> Expression:
        """Read one positive unary test: a comparison without its left side, or an expression."""
        return self.open_comparison() or self.expression()

    def open_comparison(self) -> RangeOf | None:
        """Read `< 10` and its like, if one stands here."""
        at, sign = self.reader.at, self.reader.take(*COMPARISONS)
        if not sign:
            return None
        end, sort = self._sum(), RangeSort(sign)
        if sort in {RangeSort.BELOW, RangeSort.UP_TO}:
            return RangeOf(None, end, False, sort is RangeSort.UP_TO, sort, at=at)
        if sort in {RangeSort.ABOVE, RangeSort.FROM}:
            return RangeOf(end, None, sort is RangeSort.FROM, False, sort, at=at)
        return RangeOf(end, end, True, True, sort, at=at)

    def cell(self) -> Expression:
        """Read a decision table's cell."""
        reader, at = self.reader, self.reader.at
        if reader.text[at:].strip() in {"", "-"}:
            reader.at = len(reader.text)
            return Tests((), at=at)
        if reader.sees_word("not"):
            negated = self._negated_tests()
            if negated is not None:
                return negated
        return Tests(self._several_tests(), at=at)

    def _negated_tests(self) -> Tests | None:
        reader, at = self.reader, self.reader.at
        reader.take_word("not")
        if reader.take("("):
            tests = self._several_tests()
            if reader.take(")") and reader.ended:
                return Tests(tests, negated=True, at=at)
        reader.at = at
        return None

    def _several_tests(self) -> tuple[Expression, ...]:
        tests = [self.test()]
        while self.reader.take(","):
            tests.append(self.test())
        return tuple(tests)

    def endpoint_of_range(self) -> Expression:
        """Read one end of a range."""
        before, self.endpoint = self.endpoint, True
        found = self._sum()
        self.endpoint = before
        return found

    def _disjunction(self) -> Expression:
        left = self._conjunction()
        while self.reader.sees_word("or"):
            at = self.reader.at
            self.reader.take_word("or")
            left = Junction("or", left, self._conjunction(), at=at)
        return left

    def _conjunction(self) -> Expression:
        left = self._comparison()
        while self.reader.sees_word("and"):
            at = self.reader.at
            self.reader.take_word("and")
            left = Junction("and", left, self._comparison(), at=at)
        return left

    def _comparison(self) -> Expression:
        left = self._sum()
        while True:
            reader, at = self.reader, self.reader.at
            if reader.take_word("between"):
                low = self._sum()
                reader.need_word("and")
                left = Between(left, low, self._sum(), at=at)
            elif reader.take_word("in"):
                left = In(left, self._tests_after_in(), at=at)
            elif sign := reader.take(*COMPARISONS):
                left = Operation(sign, left, self._sum(), at=at)
            else:
                return left

    def _tests_after_in(self) -> tuple[Expression, ...]:
        comparison = self.open_comparison()
        if comparison is not None:
            return (comparison,)
        found = self._sum()
        return found.tests if isinstance(found, Tests) else (found,)

    def _sum(self) -> Expression:
        left = self._product()
        while sign := self.reader.sees("+", "-"):
            at = self.reader.at
            self.reader.take(sign)
            left = Operation(sign, left, self._product(), at=at)
        return left

    def _product(self) -> Expression:
        left = self._power()
        while (sign := self.reader.sees("*", "/")) and not self.reader.sees("**"):
            at = self.reader.at
            self.reader.take(sign)
            left = Operation(sign, left, self._power(), at=at)
        return left

    def _power(self) -> Expression:
        left = self._negation()
        while self.reader.sees("**"):
            at = self.reader.at
            self.reader.take("**")
            left = Operation("**", left, self._negation(), at=at)
        return left

    def _negation(self) -> Expression:
        at = self.reader.at
        if not self.reader.take("-"):
            return self._instance_of()
        self.reader.deeper()
        operand = self._negation()
        self.reader.depth -= 1
        return Negation(operand, at=at)

    def _instance_of(self) -> Expression:
        value = postfixes(self, primary(self))
        at = self.reader.at
        if self.reader.take_word("instance"):
            self.reader.need_word("of")
            return InstanceOf(value, read_type(self.reader), at=at)
        return value


NOTHING = Literal(None)
"""What an expression without text means."""
