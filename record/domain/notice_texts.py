"""The words of each kind of notice, registered by the app that owns the kind.

    register("team_assigned", title=_("Tim verifikasi telah ditunjuk"), body=_("…%(unit)s…"))

called in <app>/notices.py, which AppConfig.ready() imports. Texts are lazy translations, filled
with the notice's params when it is read. A parameter whose name ends in _at is an instant (as
record.canonical.instant writes it) and is shown in the reader's zone and language; so is a list of
the first and the last day (ISO) whose name ends in days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext

from record.canonical import Json
from record.dates import moment_text, span_text
from record.enums import NoticeTopic
from record.errors import RecordError

Text = str | Promise


class UnknownNotice(RecordError, LookupError):
    """No text is registered for this kind of notice."""


@dataclass(frozen=True)
class Words:
    """A notice in the reader's language."""

    title: str
    body: str


_texts: dict[str, tuple[Text, Text]] = {}
_topics: dict[str, NoticeTopic] = {}


def register(kind: str, *, title: Text, body: Text, topic: NoticeTopic | None = None) -> None:
    """Register the texts of a kind; named parameters are written %(name)s.

    Without a topic it must be told: nobody can choose to hear of it later or not by mail.
    """
    if _texts.setdefault(kind, (title, body)) != (title, body):
        raise RuntimeError(f"notices of kind {kind} have a text already")
    if topic is not None:
        _topics[kind] = topic


def topic_of(kind: str) -> NoticeTopic | None:
    """What the kind is about; None for what must be told."""
    return _topics.get(kind)


def fill(kind: str, params: Mapping[str, Json]) -> Words:
    """Return the words for a notice about to be written.

    Raises UnknownNotice for a kind without text and KeyError for a missing parameter: whoever
    writes a notice hears of it then, not the reader.
    """
    if kind not in _texts:
        raise UnknownNotice(kind)
    shown = {name: _shown(name, value) for name, value in params.items()}
    title, body = _texts[kind]
    return Words(str(title) % shown, str(body) % shown)


def words(kind: str, params: Mapping[str, Json]) -> Words:
    """Return the words for a notice that is read; a kind no longer known gets general ones."""
    try:
        return fill(kind, params)
    except (UnknownNotice, KeyError):
        return Words(gettext("Pemberitahuan"), gettext("Silakan buka tautan untuk melihatnya."))


def _shown(name: str, value: Json) -> object:
    if name.endswith("_at") and isinstance(value, str):
        return moment_text(datetime.fromisoformat(value))
    if name.endswith("days") and isinstance(value, list):
        return span_text(*(date.fromisoformat(str(day)) for day in value))
    return value
