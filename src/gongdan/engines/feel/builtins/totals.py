"""Functions that make one value of many: sums, means, extremes, verdicts."""

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext

from gongdan.engines.feel.arithmetic import add
from gongdan.engines.feel.builtins.signature import builtin
from gongdan.engines.feel.comparison import less, more
from gongdan.engines.feel.evaluation import Run
from gongdan.engines.feel.temporal import DaysDuration, MonthsDuration
from gongdan.engines.feel.values import DECIMAL128, Value, number

Items = list[Value]


def _extreme(better: Callable[[Value, Value], bool | None]) -> Callable[[Run, Items], Value]:
    def compute(run: Run, items: Items) -> Value:
        run.step(len(items))
        if not items or any(item is None for item in items):
            return None
        best = items[0]
        for item in items[1:] or items:
            verdict = better(item, best)
            if verdict is None:
                return None
            best = item if verdict else best
        return best

    return compute


def _sum(run: Run, items: Items) -> Value:
    run.step(len(items))
    if not items or not _are(items, Decimal, DaysDuration, MonthsDuration):
        return None
    total = items[0]
    for item in items[1:]:
        total = add(total, item)
    return total


def _are(items: Items, *kinds: type) -> bool:
    return all(isinstance(item, kinds) for item in items)


def _numbers(compute: Callable[[Sequence[Decimal]], Value]) -> Callable[[Run, Items], Value]:
    def checked(run: Run, items: Items) -> Value:
        run.step(len(items))
        if not items or not _are(items, Decimal):
            return None
        with localcontext(DECIMAL128):
            value = compute(items)  # type: ignore[arg-type]  # checked just above
        return number(value) if isinstance(value, Decimal) else value

    return checked


def _mean(items: Sequence[Decimal]) -> Value:
    return sum(items, Decimal(0)) / len(items)


def _product(items: Sequence[Decimal]) -> Value:
    total = Decimal(1)
    for item in items:
        total *= item
    return total


def _median(items: Sequence[Decimal]) -> Value:
    ordered = sorted(items)
    middle, odd = divmod(len(ordered), 2)
    return ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2


def _deviation(items: Sequence[Decimal]) -> Value:
    """Return the standard deviation of a sample (divided by n - 1)."""
    if len(items) < 2:
        return None
    mean = sum(items, Decimal(0)) / len(items)
    spread = sum(((item - mean) ** 2 for item in items), Decimal(0)) / (len(items) - 1)
    return spread.sqrt()


def _mode(run: Run, items: Items) -> Value:
    run.step(len(items))
    if not _are(items, Decimal):
        return None
    counts: dict[Value, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(item for item, count in counts.items() if count == most)  # type: ignore[type-var]


def _verdict(*, decides: bool) -> Callable[[Run, Items], Value]:
    def compute(run: Run, items: Items) -> Value:
        run.step(len(items))
        if any(item is decides for item in items):
            return decides
        return (not decides) if _are(items, bool) else None

    return compute


_LIST = "list: list"
_all, _any = _verdict(decides=False), _verdict(decides=True)
TOTALS = (
    builtin("min", (_LIST, _extreme(less)), spread=True),
    builtin("max", (_LIST, _extreme(more)), spread=True),
    builtin("sum", (_LIST, _sum), spread=True),
    builtin("mean", (_LIST, _numbers(_mean)), spread=True),
    builtin("product", (_LIST, _numbers(_product)), spread=True),
    builtin("median", (_LIST, _numbers(_median)), spread=True),
    builtin("stddev", (_LIST, _numbers(_deviation)), spread=True),
    builtin("mode", (_LIST, _mode), spread=True),
    builtin("all", (_LIST, _all), spread=True),
    builtin("any", (_LIST, _any), spread=True),
    builtin("and", (_LIST, _all), spread=True),
    builtin("or", (_LIST, _any), spread=True),
)
