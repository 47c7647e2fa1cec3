"""The walls of the process that runs a stranger's model; it puts them up itself, and tries them.

On Linux the kernel holds them: a network namespace without a network, an unprivileged user, and
a seccomp filter that knows what computing needs (memory, threads, time, its open pipes) and
refuses all else: to open a file, to speak to a socket, to start a program, to touch another
process. Elsewhere limits and an audit hook remain, which hold Python and not machine code;
`Walls.kernel` says which it is. Nothing is claimed that was not tried a moment before.
Sources: seccomp(2), user_namespaces(7), Linux's `syscall_64.tbl`, PEP 578.
"""

import ctypes
import os
import platform
import resource
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NOBODY: Final = 65_534
_NO_NEW_PRIVILEGES, _SET_FILTER, _ALL_THREADS, _SECCOMP = 38, 1, 1, 317
_X86_64: Final = 0xC000003E
_ALLOW, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
"""SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM, and with ENOSYS (libc falls back to clone)."""
_CLONE, _CLONE3, _CLONE_THREAD, _PRLIMIT = 56, 435, 0x00010000, 302
_COMPUTING: Final = (
    *(0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 20),  # read .. writev, memory
    *(21, 23, 24, 25, 26, 27, 28, 32, 35, 39, 60, 63, 72, 79, 89, 96, 97, 98, 99),
    *(100, 102, 104, 107, 108, 131, 149, 150, 158, 186, 201, 202, 203, 204, 218, 219, 228, 229),
    *(230, 231, 234, 239, 262, 267, 269, 270, 271, 273, 309, 318, 324, 332, 334, 439),
)
"""What computing asks of the kernel: its open descriptors, memory, threads, time, who it is."""
_WIRES: Final = frozenset({"open", "os.open", "socket.__new__", "socket.connect", "os.exec"})
_STARTS: Final = frozenset({"os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen"})


class Walls(Struct, frozen=True):
    """What was tried from the inside and did not work; `kernel`: nothing else could do it."""

    network: bool
    files: bool
    programs: bool
    kernel: bool

    @property
    def hold(self) -> bool:
        """Tell whether a model may be let in."""
        return self.network and self.files and self.programs


def limit(cpu_seconds: int) -> None:
    """Set limits that need nothing of the platform: no file written, no core, so much CPU."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if cpu_seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))


def leave_network() -> None:
    """Go where there is no network, if the kernel lets us; before there are threads."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_NEW_NET) != 0:
            libc.unshare(_NEW_USER | _NEW_NET)


def close(memory: int) -> Walls:
    """Put up the rest: `memory` bytes more than now, and no way out. It can't be undone."""
    _bound_memory(memory)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    kernel = sys.platform == "linux" and platform.machine() == "x86_64" and _filter()
    if not kernel:
        sys.addaudithook(_refuse)
    return Walls(
        network=_refused(lambda: socket.socket().close()),
        files=_refused(lambda: os.close(os.open(os.devnull, os.O_RDONLY))),
        programs=_refused(os.fork),
        kernel=kernel,
    )


def _bound_memory(more: int) -> None:
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _WIRES or event in _STARTS or event.startswith(("socket.", "ctypes.")):
        raise PermissionError(event)


def _refused(way: object) -> bool:
    """Tell whether a way out is closed."""
    try:
        came = way()  # type: ignore[operator]  # each way is called alike
    except OSError:
        return True
    if way is os.fork and came == 0:
        os._exit(0)  # the child that should never have been
    return False


def _filter() -> bool:
    """Install the filter in all threads; tell whether the kernel took it."""
    code = b"".join(_program())

    class _Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    program = _Program(len(code) // 8, code)
    return bool(libc.syscall(_SECCOMP, _SET_FILTER, _ALL_THREADS, ctypes.byref(program)) == 0)


def _program() -> list[bytes]:
    """Return the filter: classic BPF over `struct seccomp_data` (number, arch, ip, arguments)."""

    def load(at: int) -> bytes:
        return struct.pack("HBBI", 0x20, 0, 0, at)

    def equal(value: int, yes: int, no: int) -> bytes:
        return struct.pack("HBBI", 0x15, yes, no, value)

    def answer(value: int) -> bytes:
        return struct.pack("HBBI", 0x06, 0, 0, value)

    def bits(value: int, yes: int, no: int) -> bytes:
        return struct.pack("HBBI", 0x45, yes, no, value)

    lines = [load(4), equal(_X86_64, 1, 0), answer(_REFUSE), load(0)]
    for number in _COMPUTING:
        lines += [equal(number, 0, 1), answer(_ALLOW)]
    lines += [equal(_CLONE3, 0, 1), answer(_UNKNOWN)]
    # a thread may begin, a process may not: its flags stand in the first argument
    lines += [equal(_CLONE, 0, 4), load(16), bits(_CLONE_THREAD, 0, 1), answer(_ALLOW)]
    lines += [answer(_REFUSE)]
    # limits may be read: the new ones are the third argument, which has to be none
    lines += [equal(_PRLIMIT, 0, 5), load(32), equal(0, 0, 3), load(36), equal(0, 0, 1)]
    return [*lines, answer(_ALLOW), answer(_REFUSE)]
