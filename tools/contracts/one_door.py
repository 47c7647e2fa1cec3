"""A room is entered by its door only: `gongdan.rooms.<room>.contract`.

Other rooms see the contract; adapters see the contract and the ports that they fulfil.
Entrypoints and bootstrap assemble whole rooms and may see all of them.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck

from tools.contracts.findings import all_imports, render, verdict

ROOMS = "gongdan.rooms."


def room_and_part(module: str) -> tuple[str, str] | None:
    """Split `gongdan.rooms.people.store` to ("people", "store"); None outside the rooms."""
    if not module.startswith(ROOMS):
        return None
    room, _, rest = module.removeprefix(ROOMS).partition(".")
    return room, rest.partition(".")[0]


def passes_the_door(importer: str, imported: str) -> bool:
    """Tell whether this import uses a door that is open to the importer."""
    entered = room_and_part(imported)
    if entered is None:
        return True
    home = room_and_part(importer)
    if home is not None:
        return home[0] == entered[0] or entered[1] == "contract"
    if importer.startswith("gongdan.adapters"):
        return entered[1] in {"contract", "ports"}
    return True


class OneDoor(Contract):
    """The contract `one_door` in `.importlinter`; it takes no options."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001  # import-linter calls it so
        broken = [pair for pair in all_imports(graph) if not passes_the_door(*pair)]
        return verdict(graph, broken)

    def render_broken_contract(self, check: ContractCheck) -> None:
        render(check)
