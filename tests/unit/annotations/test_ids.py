from __future__ import annotations

import re
import uuid

import pytest

from tui.annotations import ids


def test_keys_are_version_7_and_rise() -> None:
    keys = [ids.uuid7() for _ in range(20_000)]
    assert keys == sorted(set(keys))
    assert {(uuid.UUID(key).version, uuid.UUID(key).variant) for key in keys} == {(7, uuid.RFC_4122)}


def test_keys_rise_though_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ids.uuid7()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 0)
    assert ids.uuid7() > first


def test_now_is_utc_with_milliseconds() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", ids.now())


def test_storable_leaves_what_is_sound() -> None:
    assert ids.storable("你\0好") == "你\0好"
    assert ids.storable("a\udcff") == "a\\udcff"
