"""Who else holds a database: the processes that have a lock on it, where the system tells that."""

from __future__ import annotations

import os
from pathlib import Path

_LOCKS = Path("/proc/locks")


def holders(path: Path) -> list[str]:
    """The other processes that write into the database at `path` now, as `name (process 123)`; empty if not known."""
    try:
        lines = _LOCKS.read_text().splitlines()
    except OSError:
        return []
    files = {_file_id(path.with_name(path.name + suffix)) for suffix in ("", "-shm")} - {""}
    found: dict[int, str] = {}
    for line in lines:
        fields = line.split()
        if len(fields) < 6 or fields[3] != "WRITE" or fields[5] not in files or not fields[4].isdigit():
            continue
        process = int(fields[4])
        if process != os.getpid():
            found[process] = f"{_name(process)} (process {process})"
    return list(found.values())


def _file_id(path: Path) -> str:
    """A file as the list of locks names it: `08:01:1234`; empty if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"


def _name(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return "a program"
