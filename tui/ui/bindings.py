"""The keys of each place as Textual binds them, made of the table of actions."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding, BindingType

from tui.ui.action import Action, Where
from tui.ui.actions import ACTIONS, twins


def on_enter(action: Action) -> bool:
    """Whether Enter does it, which a list with the focus would answer otherwise."""
    return "enter" in action.keys


def bindings(
    where: Where, *, first: Callable[[Action], bool] = on_enter, does: str = "{}", but: str = ""
) -> list[BindingType]:
    """The keys of the actions of a place, with their full-width twins.

    `first` tells of which the keys are answered before a widget that has the focus sees them. `does` is what they
    run, with the action's id for the braces. The action `but` is left out.
    """
    return [
        Binding(",".join(twins(a.keys)), does.format(a.id), a.title, show=False, id=a.id, priority=first(a))
        for a in ACTIONS
        if a.where is where and a.keys and a.id != but
    ]
