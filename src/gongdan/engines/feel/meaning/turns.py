"""`for`, `some`, `every`: one turn after the other, each paid for."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.feel import syntax
from gongdan.engines.feel.evaluation import Env, Meaning
from gongdan.engines.feel.temporal import Date, date_of
from gongdan.engines.feel.types import kind_of
from gongdan.engines.feel.values import Range, RangeSort, Value

Compile: TypeAlias = Callable[[syntax.Expression], Meaning]
PARTIAL = "partial"
"""The name under which a loop sees what it has returned so far."""


class Turns(Struct, frozen=True):
    """One variable and what it runs over."""

    name: str
    start: Meaning
    end: Meaning | None
    at: int


class _Unfit(Exception):  # noqa: N818  # carries no fault: the loop is null
    pass


def loop(part: syntax.For, compile_part: Compile) -> Meaning:
    """Return the list of what the body computes in each turn."""
    return _results(_compiled(part.sources, compile_part, part.at), compile_part(part.body))


def quantified(part: syntax.Quantified, compile_part: Compile) -> Meaning:
    """Return whether some, or every, turn is true; null where that hangs on a null."""
    sources, body = _compiled(part.sources, compile_part, part.at), compile_part(part.body)
    return _verdict(sources, body, decides=part.word == "some")


def turns_through(word: str, name: str, source: Meaning, body: Meaning) -> Meaning:
    """Return a loop (`for`) or a verdict (`some`, `every`) of meanings: what boxed ones are."""
    sources = (Turns(name, source, None, 0),)
    if word == "for":
        return _results(sources, body)
    return _verdict(sources, body, decides=word == "some")


def _results(sources: tuple[Turns, ...], body: Meaning) -> Meaning:
    def meaning(env: Env) -> Value:
        results: list[Value] = []
        outer = env.inner({PARTIAL: results})
        try:
            for inner in _turns(outer, sources, 0):
                results.append(body(inner))
                env.run.hold(results)
        except _Unfit:
            return None
        return results

    return meaning


def _verdict(sources: tuple[Turns, ...], body: Meaning, *, decides: bool) -> Meaning:
    def meaning(env: Env) -> Value:
        unsure = False
        try:
            for inner in _turns(env, sources, 0):
                verdict = body(inner)
                if verdict is decides:
                    return decides
                unsure = unsure or not isinstance(verdict, bool)
        except _Unfit:
            return None
        return None if unsure else not decides

    return meaning


def _compiled(
    sources: tuple[syntax.Source, ...], compile_part: Compile, at: int
) -> tuple[Turns, ...]:
    return tuple(
        Turns(
            source.name,
            compile_part(source.start),
            None if source.end is None else compile_part(source.end),
            at,
        )
        for source in sources
    )


def _turns(env: Env, sources: tuple[Turns, ...], index: int) -> Iterator[Env]:
    """Yield the scope of each turn, the last variable turning fastest."""
    if index == len(sources):
        yield env
        return
    source = sources[index]
    for value in _values(env, source):
        env.run.step()
        yield from _turns(env.inner({source.name: value}), sources, index + 1)


def _values(env: Env, source: Turns) -> Iterator[Value]:
    start = source.start(env)
    if source.end is not None:
        return _from_to(env, source, start, source.end(env))
    match start:
        case list():
            return iter(start)
        case Range(sort=RangeSort.ENDS, low_closed=True, high_closed=True):
            return _from_to(env, source, start.low, start.high)
        case Range():
            return _from_to(env, source, *_open_ends(start))
        case None:
            env.run.warn("feel_nothing_to_go_through", source.at)
            raise _Unfit
        case _:
            return iter((start,))


def _open_ends(span: Range) -> tuple[Value, Value]:
    """Return the first and the last whole value of a range that leaves out an end."""
    low, high = span.low, span.high
    if span.sort is not RangeSort.ENDS:
        return None, None
    match low, high:
        case Decimal(), Decimal():
            return low + (not span.low_closed), high - (not span.high_closed)
        case Date(), Date():
            return (
                date_of(low.days + (not span.low_closed)),
                date_of(high.days - (not span.high_closed)),
            )
        case _:
            return low, high


def _from_to(env: Env, source: Turns, start: Value, end: Value) -> Iterator[Value]:
    match start, end:
        case Decimal(), Decimal() if (
            start == start.to_integral_value() and end == end.to_integral_value()
        ):
            return _counted(int(start), int(end), Decimal)
        case Date(), Date():
            return _counted(start.days, end.days, date_of)
        case _:
            env.run.warn(
                "feel_range_not_countable", source.at, low=kind_of(start), high=kind_of(end)
            )
            raise _Unfit


def _counted(start: int, end: int, made: Callable[[int], Value]) -> Iterator[Value]:
    step = -1 if end < start else 1
    return (made(each) for each in range(start, end + step, step))
