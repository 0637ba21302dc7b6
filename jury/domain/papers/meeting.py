"""The minutes of a reconciliation meeting: which closing it spoke of, and what was agreed."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from jury.domain.papers.frame import LANGUAGE, frame
from jury.models import Meeting
from record.canonical import Json
from record.dates import moment_text


def meeting_data(meeting: Meeting) -> dict[str, Json]:
    """The minutes of one meeting, as they were recorded."""
    closing = meeting.closing
    with override(LANGUAGE):
        return {
            **frame(
                meeting.panel.season,
                title=_("Berita Acara Rapat Rekonsiliasi"),
                on=meeting.date,
                number=meeting.number,
            ),
            "panel": meeting.panel.name,
            "closed_at": moment_text(closing.at),
            "root": closing.root,
            "text": meeting.text,
            "recorded_at": moment_text(meeting.at),
            "recorder": {"name": meeting.by.name, "nip": meeting.by.nip or ""},
        }
