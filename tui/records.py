"""Data classes and named tuples whose making costs a start little: most of them are not used in most runs."""

from __future__ import annotations

from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

__all__ = ["Named", "record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
    from typing import NamedTuple as Named
else:
    from collections import namedtuple
    from operator import attrgetter

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
        # Each method that `dataclass` writes is compiled by itself; what needs no compiling is given below.
        dataclass(frozen=frozen, repr=False, eq=False)(like)
        if like is not cls:
            written = {name: value for name, value in like.__dict__.items() if value is not before.get(name)}
            for name in sorted(written.keys() - cls.__annotations__.keys(), key="__init__".__eq__):
                setattr(cls, name, written[name])
        for name, method in _shared(tuple(cls.__dataclass_fields__.values()), frozen).items():
            if name not in before:
                setattr(cls, name, method)

    def _shared(fields, frozen):
        """How records are compared, told and hashed: by what they hold, in the order of their fields."""
        compared = [field.name for field in fields if field.compare]
        values = attrgetter(*compared) if compared else lambda _: ()
        names = [field.name for field in fields if field.repr]

        def equals(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def told(self):
            return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        def hashed(self):
            return hash(values(self))

        return {"__eq__": equals, "__repr__": told, "__hash__": hashed if frozen else None}

    class _Naming(type):
        """Makes what `typing.NamedTuple` makes, without looking at the types, which checkers do."""

        def __new__(mcs, name, bases, namespace):
            if not bases:
                return super().__new__(mcs, name, bases, namespace)
            names = namespace.get("__annotations__", {})
            defaults = [namespace[each] for each in names if each in namespace]
            made = namedtuple(name, names, defaults=defaults, module=namespace["__module__"])
            for key, value in namespace.items():
                if key not in names and key not in ("__module__", "__qualname__", "__dict__", "__weakref__"):
                    setattr(made, key, value)
            made.__qualname__ = namespace["__qualname__"]
            return made

    class Named(metaclass=_Naming):
        """What `typing.NamedTuple` gives; fields with a default come last."""
