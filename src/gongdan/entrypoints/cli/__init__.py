"""The command line: `gongdan up`, `demo`, `import`, `verify`, `export`, `backup`, `restore`."""

from gongdan.entrypoints.cli.main import main

__all__ = ["main"]
