"""The API as it is committed in `openapi.json`: `test_openapi` holds it to what the code makes.

Making it anew takes seconds; whoever only needs to know which routes there are reads it here.
"""

from pathlib import Path
from typing import Any

import msgspec

from gongdan.entrypoints.http.openapi import operations

COMMITTED = Path(__file__).parents[3] / "openapi.json"
DOCUMENT: dict[str, Any] = msgspec.json.decode(COMMITTED.read_bytes())
OPERATIONS = list(operations(DOCUMENT))
