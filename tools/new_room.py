"""Make a new room that passes every check: `python -m tools.new_room loans --floor 3`.

It gets the smallest honest shape (README, door, one command with its decision, refusals in
both languages, a test) and its place on the floor in `.importlinter`. Grow it from there.
"""

import re
import subprocess
import sys
from pathlib import Path
from string import Template

import click

TEMPLATES = Path(__file__).parent / "room_template"
FLOORS = re.compile(
    r"(?<=name = Rooms stand on floors)(.*?layers =\n)((?:    \S[^\n]*\n?)+)", re.DOTALL
)
TOP_FLOOR = 4


def make_room(root: Path, room: str, floor: int) -> list[Path]:
    """Write the room's files and place it on its floor (0 is the lowest); return the files."""
    if not re.fullmatch(r"[a-z]{3,}", room):
        raise click.ClickException(
            f"{room!r} is no room name: one plain plural noun in small letters"
        )
    house = root / "src" / "gongdan" / "rooms" / room
    if (house / "contract.py").exists():
        raise click.ClickException(f"the room {room} exists already")
    thing = re.sub(r"ies$", "y", room) if room.endswith("ies") else room.removesuffix("s")
    words = {"room": room, "Room": room.title(), "thing": thing, "Thing": thing.title()}
    written = []
    for template in sorted(TEMPLATES.rglob("*.template")):
        place = template.relative_to(TEMPLATES).with_suffix("")
        is_test = place.name.startswith("test_")
        target = (root / "tests" / "rooms" / room if is_test else house) / place
        target.parent.mkdir(parents=True, exist_ok=True)
        text = Template(template.read_text(encoding="utf-8")).substitute(words)
        target.write_text(text, encoding="utf-8")
        written.append(target)
    _place(root / ".importlinter", room, floor)
    _tidy(root, written)
    return written


def _tidy(root: Path, files: list[Path]) -> None:
    # the order of imports and the breaking of lines depend on the room's name
    python = [str(path) for path in files if path.suffix == ".py"]
    for command in (["check", "--quiet", "--fix-only"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, *python], cwd=root, check=True)


def _place(contracts: Path, room: str, floor: int) -> None:
    text = contracts.read_text(encoding="utf-8")
    if re.search(rf"^    .*\({room}\)", text, re.MULTILINE):
        return  # its place was kept for it

    def place(found: re.Match[str]) -> str:
        layers = found[2].splitlines(keepends=True)
        at = len(layers) - 1 - floor
        layers[at] = layers[at].rstrip("\n") + f" | ({room})\n"
        return found[1] + "".join(layers)

    contracts.write_text(FLOORS.sub(place, text, count=1), encoding="utf-8")


@click.command()
@click.argument("room")
@click.option("--floor", type=click.IntRange(0, TOP_FLOOR), required=True, help="0 is the lowest.")
def main(room: str, floor: int) -> None:
    """Make a new ROOM on a floor."""
    for path in make_room(Path.cwd(), room, floor):
        print(path.relative_to(Path.cwd()))
    print(f"Next: its words in docs/words.md, its tables in migrations/NNNN_{room}_<what>.sql")


if __name__ == "__main__":
    main()
