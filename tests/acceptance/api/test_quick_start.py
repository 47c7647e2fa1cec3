"""The quick start in the docs is run as it stands, block by block in one shell."""

import asyncio
import os
import re
import shutil
from pathlib import Path

import pytest

from gongdan.entrypoints.http.app import make_app
from gongdan.entrypoints.http.serve import parts_of
from tests.acceptance.api.live import served
from tests.house import PASSWORD, TestHouse

GUIDE = Path(__file__).parents[3] / "docs" / "api-quick-start.md"
BLOCKS = re.findall(
    r"^```bash\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
TOOLS = [tool for tool in ("bash", "curl", "jq") if shutil.which(tool) is None]


@pytest.mark.skipif(bool(TOOLS), reason=f"not installed here: {TOOLS}")
async def test_every_block_of_the_quick_start_works(house: TestHouse) -> None:
    assert len(BLOCKS) == 9
    tenant = await house.tenant()
    script = "set -euo pipefail\n" + "\n".join(BLOCKS) + "\necho every block ran\n"
    async with served(make_app(parts_of(house.house))) as url:
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", script,
            env={**os.environ, "GONGDAN": f"{url}/api/v1", "TENANT": tenant.slug,
                 "PASSWORD": PASSWORD},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
    assert said.decode().rstrip().endswith("every block ran"), said.decode()[-2000:]
    assert process.returncode == 0
