"""Records: data classes in all, but that they are finished late."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, field, replace

import pytest

from tui.records import Named, record


class Spot(Named):
    """A spot."""

    name: str
    start: int = 3
    notes: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.name)


def make(frozen: bool, slots: bool) -> type:
    @record(frozen=frozen, slots=slots)
    class Place:
        """A place."""

        name: str
        start: int = 3
        notes: list[str] = field(default_factory=list)

        @property
        def end(self) -> int:
            return self.start + len(self.name)

    return Place


@pytest.mark.parametrize("slots", [False, True])
@pytest.mark.parametrize("frozen", [False, True])
def test_a_record_is_a_data_class(frozen: bool, slots: bool) -> None:
    place = make(frozen, slots)
    one = place("ab")
    assert (one.start, one.end, one.notes) == (3, 5, [])
    assert one == place("ab", 3, []) != place("ab", 4)
    assert repr(one).endswith("Place(name='ab', start=3, notes=[])")
    assert replace(one, start=7).end == 9
    assert hasattr(one, "__dict__") is not slots
    with pytest.raises(TypeError):
        place()
    match one:
        case place(name, start):
            assert (name, start) == ("ab", 3)
    if frozen:
        with pytest.raises(FrozenInstanceError):
            one.name = "c"
    else:
        one.name = "c"
        assert one == place("c")


def test_frozen_records_are_hashed_by_what_they_hold() -> None:
    @record(frozen=True, slots=True)
    class Pair:
        left: int
        right: int = 0

    assert len({Pair(1), Pair(1, 0), Pair(1, 2)}) == 2


def test_what_comes_from_a_record_has_its_fields() -> None:
    @record(frozen=True)
    class Child(make(True, False)):  # type: ignore[misc]
        size: int = 1

    assert Child("ab", size=2).size == 2


def test_the_first_objects_may_be_made_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in range(30):
            place = make(True, True)
            assert set(pool.map(lambda n, place=place: place("ab", n).end, range(8))) == set(range(2, 10))


def test_a_named_record_is_a_named_tuple() -> None:
    one = Spot("ab")
    assert one == ("ab", 3, ()) == Spot(name="ab")
    assert (one.end, one._replace(start=7).end) == (5, 9)
    assert Spot.__doc__ == "A spot."
    assert repr(one) == "Spot(name='ab', start=3, notes=())"
    with pytest.raises(TypeError):
        Spot()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        one.name = "c"  # type: ignore[misc]


def test_records_are_equal_only_to_their_kind() -> None:
    @record(frozen=True)
    class One:
        name: str

    @record(frozen=True)
    class Other:
        name: str

    @record(frozen=True)
    class Nothing:
        pass

    assert One("a") == One("a") != Other("a")
    assert hash(One("a")) == hash(One("a"))
    assert Nothing() == Nothing()


def test_what_is_not_to_be_compared_nor_told_is_not() -> None:
    @record(frozen=True)
    class Said:
        text: str
        column: int = field(default=0, compare=False, repr=False)

    assert Said("潮", 1) == Said("潮", 2) != Said("汐", 1)
    assert hash(Said("潮", 1)) == hash(Said("潮", 2))
    assert repr(Said("潮", 1)).endswith("Said(text='潮')")
