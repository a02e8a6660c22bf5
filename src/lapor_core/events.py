"""What happened to a report, and the sequence of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final, Self, overload

import attrs

from lapor_core.actions import Action
from lapor_core.agencies import Actor
from lapor_core.documents import Document
from lapor_core.identifiers import TrackingId
from lapor_core.vocabulary import Status


@attrs.frozen(kw_only=True, weakref_slot=False)
class Event(Document):
    """One accepted action: who did what, when, and under which rule. Indonesian term: *peristiwa laporan*.

    Made by `apply`; restored by `from_dict`. Its fields are not checked again here.

    Args:
        tracking_id: the report that it happened to.
        seq: 1 for the birth of the report, then without a gap.
        at: aware instant.
        by: who acted.
        action: what was done.
        from_status: where the report stood; None for its birth.
        to_status: where it stands since.
        rule_id: the row of the lifecycle table that allowed it.
        pack: name and version of the rule pack in force.
    """

    tracking_id: TrackingId
    seq: int
    at: datetime
    by: Actor
    action: Action
    from_status: Status | None
    to_status: Status
    rule_id: str
    pack: str


_CHUNK: Final = 32


class History(Sequence[Event]):
    """The events of a report in order; immutable. Indonesian term: *riwayat laporan*.

    Appending costs the same at ten events and at a thousand.
    Full chunks are shared between the versions of a report, and only the last one is copied.
    """

    __slots__ = ("_full", "_tail")
    _full: tuple[tuple[Event, ...], ...]
    _tail: tuple[Event, ...]

    def __init__(self, events: Iterable[Event] = ()) -> None:
        """Hold these events."""
        items = tuple(events)
        if len(items) < _CHUNK:
            _put_full(self, ())
            _put_tail(self, items)
            return
        cut = len(items) - len(items) % _CHUNK
        _put_full(self, tuple([items[i : i + _CHUNK] for i in range(0, cut, _CHUNK)]))
        _put_tail(self, items[cut:])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a history cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a history cannot be changed")

    def appended(self, event: Event) -> Self:
        """Return a history with one more event."""
        full, tail = self._full, (*self._tail, event)
        if len(tail) == _CHUNK:
            full, tail = (*full, tail), ()
        new = object.__new__(type(self))
        _put_full(new, full)
        _put_tail(new, tail)
        return new

    @property
    def first(self) -> Event:
        """The event that brought the report into being."""
        return (self._full[0] if self._full else self._tail)[0]

    def __len__(self) -> int:
        return len(self._full) * _CHUNK + len(self._tail)

    def __iter__(self) -> Iterator[Event]:
        for chunk in self._full:
            yield from chunk
        yield from self._tail

    @overload
    def __getitem__(self, index: int) -> Event: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, index: int | slice) -> Event | tuple[Event, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        size = len(self)
        if not -size <= index < size:
            raise IndexError("the history has no such event")
        chunk, place = divmod(index % size, _CHUNK)
        return self._full[chunk][place] if chunk < len(self._full) else self._tail[place]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, History):
            return NotImplemented
        return self._full == other._full and self._tail == other._tail

    def __hash__(self) -> int:
        return hash((self._full, self._tail))

    def __repr__(self) -> str:
        return f"History({len(self)} events)"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self),)


# The two slots, past the refusal of __setattr__ and faster than object.__setattr__.
_put_full: Final[Callable[[History, tuple[tuple[Event, ...], ...]], None]] = vars(History)["_full"].__set__
_put_tail: Final[Callable[[History, tuple[Event, ...]], None]] = vars(History)["_tail"].__set__
