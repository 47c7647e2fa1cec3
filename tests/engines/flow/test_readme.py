"""The example of the README runs as it stands there."""

import re
from pathlib import Path

import gongdan.engines.flow


def test_the_example_of_the_readme_ends_as_it_says() -> None:
    readme = Path(gongdan.engines.flow.__file__).with_name("README.md").read_text()
    code = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)[0]
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102  # our own text
    assert names["state"].status.value == "ended"  # type: ignore[attr-defined]
