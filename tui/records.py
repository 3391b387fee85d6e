"""Data classes that are finished when their first object is made: most of a program's are not, in most of its runs."""

from __future__ import annotations

from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    _pending = {}
    """Classes that are not finished, with what is to be finished: themselves, or their like without slots."""

    _finishing = RLock()

    class _Late:
        """Stands in for what `dataclass` writes until the first object is made."""

        __slots__ = ()

        def __init__(self, *args, **kwargs):
            its = type(self)
            with _finishing:
                # A data class needs those that it comes from.
                for each in reversed(its.__mro__):
                    if each in _pending:
                        _finish(each, *_pending.pop(each))
            its.__init__(self, *args, **kwargs)

    def record(*, frozen=False, slots=False):
        """What `dataclass` gives, but that its methods are written when the first object is made.

        Until then the class has no fields to be asked for, nor to be inherited by what is no record itself.
        """

        def late(cls):
            namespace = dict(cls.__dict__)
            for name in ("__dict__", "__weakref__", *(cls.__annotations__ if slots else ())):
                namespace.pop(name, None)
            if slots:
                namespace["__slots__"] = tuple(cls.__annotations__)
            bases = tuple(base for base in cls.__bases__ if base is not object)
            made = type(cls)(cls.__name__, bases if _has_late(bases) else (*bases, _Late), namespace)
            _pending[made] = (cls if slots else made, frozen)
            return made

        return late

    def _has_late(bases):
        return any(issubclass(base, _Late) for base in bases)

    def _finish(cls, like, frozen):
        before = dict(like.__dict__)
        dataclass(frozen=frozen)(like)
        if like is not cls:
            written = {name: value for name, value in like.__dict__.items() if value is not before.get(name)}
            for name in sorted(written.keys() - cls.__annotations__.keys(), key="__init__".__eq__):
                setattr(cls, name, written[name])
