"""All built-in functions by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gongdan.engines.feel.builtins.contexts import CONTEXTS
from gongdan.engines.feel.builtins.conversions import CONVERSIONS
from gongdan.engines.feel.builtins.dates import DATES
from gongdan.engines.feel.builtins.lists import LISTS
from gongdan.engines.feel.builtins.numbers import NUMBERS
from gongdan.engines.feel.builtins.ranges import RANGES
from gongdan.engines.feel.builtins.texts import TEXTS
from gongdan.engines.feel.builtins.totals import TOTALS
from gongdan.engines.feel.evaluation import Function

_ALL = (*NUMBERS, *TEXTS, *LISTS, *TOTALS, *CONTEXTS, *CONVERSIONS, *DATES, *RANGES)
BUILTINS: Final[Mapping[str, Function]] = MappingProxyType({each.name: each for each in _ALL})
