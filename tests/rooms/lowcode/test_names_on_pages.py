"""The designer offers no name for a field that the server keeps for orders themselves."""

import json
from pathlib import Path

from gongdan.rooms.lowcode.domain.fields import RESERVED

LISTED = Path(__file__).parents[3] / "web/packages/flow-model/src/reserved.json"


def test_the_pages_know_the_names_that_orders_have_of_themselves() -> None:
    assert json.loads(LISTED.read_text(encoding="utf-8")) == sorted(RESERVED)
