"""Chance and time held still, so that two runs of the same acts give the same bytes."""

import hashlib
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

import pytest
from django.utils import timezone

# A Monday, 10.00 in Jakarta. Nothing in the world outside has to do with it.
BEGINNING = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
# While a world is made things happen one after another.
TICK = timedelta(milliseconds=1)


class Clock(datetime):
    """What `django.utils.timezone` asks for the time: it ticks when asked, until it is stopped."""

    moment = BEGINNING
    tick = TICK

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        Clock.moment += Clock.tick
        return cls.fromtimestamp(Clock.moment.timestamp(), tz)

    @classmethod
    def stop(cls) -> None:
        """It is this instant from here on."""
        cls.set(Clock.moment + timedelta(minutes=1), timedelta(0))

    @classmethod
    def set(cls, moment: datetime, tick: timedelta) -> None:
        Clock.moment, Clock.tick = moment, tick


@contextmanager
def an_hour_later() -> Iterator[None]:
    """It is one hour after the beginning while the body runs, however long that takes."""
    before = Clock.moment, Clock.tick
    Clock.set(BEGINNING + timedelta(hours=1), timedelta(0))
    yield
    Clock.set(*before)


class Chance:
    """Stands for the operating system's random bytes; the same seed gives the same ones."""

    def __init__(self, seed: str) -> None:
        self._source = random.Random()
        self.begin(seed)

    def begin(self, seed: str) -> None:
        """Begin anew: what is drawn from here on depends on the seed alone."""
        self._source.seed(hashlib.sha256(seed.encode()).digest())

    def __call__(self, size: int) -> bytes:
        return self._source.randbytes(size)


@contextmanager
def still(seed: str = "the beginning") -> Iterator[Chance]:
    """Ids, tokens, salts and the clock depend on nothing but the seed while the body runs."""
    chance, before = Chance(seed), (Clock.moment, Clock.tick)
    Clock.set(BEGINNING, TICK)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", chance)  # uuid4
        patch.setattr(random, "_urandom", chance)  # secrets
        patch.setattr(timezone, "datetime", Clock)
        yield chance
    Clock.set(*before)
