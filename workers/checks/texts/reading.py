"""The text of a document as a step of the battery: compared later with other documents."""

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import CannotCheck, NothingToCheck, Severity
from workers.checks.texts.extract import pieces
from workers.checks.texts.words import has_words, tidied

NAME = "text"
_SECONDS = 1.0


class Reading(Check):
    """The words of a document, as facts alone."""

    name = NAME
    version = 1
    cap = Severity.INFO

    def look(self, file: File, context: Context) -> Seen:
        """Return the text, a page, slide or paragraph a line, and whether all of it was read."""
        found: list[str] = []
        whole = True
        try:
            with file.within(_SECONDS):
                found.extend(pieces(file))
        except NothingToCheck:
            raise
        except CannotCheck as stopped:
            if stopped.reason != "timeout" or not found:
                raise
            whole = False
        text = tidied("\n".join(found)).strip()
        if not has_words(text):
            raise NothingToCheck("no_text")
        return [], {"text": text, "whole": whole}
