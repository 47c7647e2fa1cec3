"""The process that hashes passwords: `argon2_child.py TIME_COST MEMORY_KIB PARALLELISM`.

A line of JSON in, `[password, stored]`, a line of JSON out: the new hash where `stored` is null,
else whether it is that password's. It ends with its input, so that nobody outlives the house.
This file is run by itself and knows nothing of the house.
"""

import json
import os
import sys
from contextlib import suppress

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

NICER = 10


def answer(hasher: PasswordHasher, password: str, stored: str | None) -> str | bool:
    """Return a new hash, or whether a stored one is the password's."""
    if stored is None:
        return hasher.hash(password)
    try:
        return hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def main() -> None:
    """Answer line by line, and give way to everybody else."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.nice(NICER)
    time_cost, memory_kib, parallelism = map(int, sys.argv[1:])
    hasher = PasswordHasher(time_cost, memory_kib, parallelism)
    for line in sys.stdin.buffer:
        said = json.dumps(answer(hasher, *json.loads(line)))
        sys.stdout.buffer.write(said.encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
