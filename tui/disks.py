"""What this program reads from disks, as far as the system tells."""

from __future__ import annotations

import os
from pathlib import Path

_BLOCK = 512


def bytes_read() -> int:
    """How much this thread has waited for from disks until now; 0 if that is not told."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(getattr(resource, "RUSAGE_THREAD", resource.RUSAGE_SELF)).ru_inblock * _BLOCK


def fits_in_memory(path: Path) -> bool:
    """Whether a file is small against the memory of this machine."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        return path.stat().st_size * 3 < memory
    except (AttributeError, ValueError, OSError):
        return False
