"""Functions of contexts."""

from gongdan.engines.feel.builtins.signature import builtin
from gongdan.engines.feel.evaluation import Run
from gongdan.engines.feel.values import Value

Entries = dict[str, Value]


def _get(_run: Run, context: Entries, key: str) -> Value:
    return context.get(key)


def _get_deep(_run: Run, context: Entries, keys: list[str]) -> Value:
    value: Value = context
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _entries(_run: Run, context: Entries) -> Value:
    return [{"key": key, "value": value} for key, value in context.items()]


def _made(_run: Run, entries: list[Value]) -> Value:
    made: Entries = {}
    for entry in entries:
        if not isinstance(entry, dict) or not {"key", "value"} <= entry.keys():
            return None
        key = entry["key"]
        if not isinstance(key, str) or key in made:
            return None
        made[key] = entry["value"]
    return made


def _put(_run: Run, context: Entries, key: str, value: Value) -> Value:
    return {**context, key: value}


def _put_deep(_run: Run, context: Entries, keys: list[str | None], value: Value) -> Value:
    if not keys or any(key is None for key in keys):
        return None
    first, rest = str(keys[0]), keys[1:]
    if not rest:
        return {**context, first: value}
    inner = context.get(first)
    if inner is not None and not isinstance(inner, dict):
        return None
    put = _put_deep(_run, inner or {}, rest, value)
    return None if put is None else {**context, first: put}


def _merged(_run: Run, contexts: list[Value]) -> Value:
    merged: Entries = {}
    for context in contexts:
        if not isinstance(context, dict):
            return None
        merged |= context
    return merged


CONTEXTS = (
    builtin(
        "get value",
        ("m: context, key: string", _get),
        ("m: context, keys: list<string>", _get_deep),
    ),
    builtin("get entries", ("m: context", _entries)),
    builtin("context", ("entries: list", _made)),
    builtin(
        "context put",
        ("context: context, key: string, value: Any", _put),
        ("context: context, keys: list<string>, value: Any", _put_deep),
    ),
    builtin("context merge", ("contexts: list", _merged)),
)
