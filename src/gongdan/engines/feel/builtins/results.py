"""What the built-in functions give, where it is always of one type."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gongdan.engines.feel.types import (
    BOOLEAN,
    CONTEXT,
    DATE,
    DATE_TIME,
    LIST,
    MONTHS,
    NUMBER,
    RANGE,
    TEXT,
    TIME,
    FeelType,
)

_NUMBERS = (
    "number,decimal,floor,ceiling,round up,round down,round half up,round half down,modulo,sqrt"
    ",log,exp,count,mean,product,median,stddev,string length,day of year,week of year"
)
_BOOLEANS = (
    "not,is,odd,even,contains,starts with,ends with,matches,list contains,all,any,before,after"
    ",meets,met by,overlaps,overlaps before,overlaps after,finishes,finished by,includes,during"
    ",starts,started by,coincides"
)
_TEXTS = (
    "string,substring,upper case,lower case,substring before,substring after,replace,string join"
    ",day of week,month of year"
)
_LISTS = (
    "sublist,append,concatenate,insert before,remove,list replace,reverse,index of,union"
    ",distinct values,flatten,sort,mode,split,get entries"
)
RESULTS: Final[Mapping[str, FeelType]] = MappingProxyType(
    {
        **dict.fromkeys(_NUMBERS.split(","), NUMBER),
        **dict.fromkeys(_BOOLEANS.split(","), BOOLEAN),
        **dict.fromkeys(_TEXTS.split(","), TEXT),
        **dict.fromkeys(_LISTS.split(","), LIST),
        **dict.fromkeys(("context", "context put", "context merge"), CONTEXT),
        "date": DATE,
        "today": DATE,
        "time": TIME,
        "date and time": DATE_TIME,
        "now": DATE_TIME,
        "years and months duration": MONTHS,
        "range": RANGE,
    }
)
"""Those that are missing here (`min`, `sum`, `abs` ...) give what they are given."""
