"""What the criteria app refuses to do."""

from django.utils.translation import gettext as _


class InstrumentPublished(Exception):
    """A published instrument was to be changed. A revision needs a new version in its file."""

    def __init__(self, *, code: str, version: str) -> None:
        words = {"code": code, "version": version}
        super().__init__(
            _(
                "Instrumen %(code)s versi %(version)s sudah diterbitkan dan tidak dapat diubah. "
                "Naikkan version di dalam berkas."
            )
            % words
        )


class ScoringError(ValueError):
    """Numbers were asked for that cannot be counted: an answer missing, unknown, or misplaced.

    A mistake of the caller, who has checked the sheet before; its text is for the log.
    """
