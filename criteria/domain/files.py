"""The instruments' files, those that come with the application and those of the ministry."""

from pathlib import Path

from django.utils.translation import gettext as _

from criteria.domain.problems import InstrumentError, Problem

SHIPPED = Path(__file__).resolve().parent.parent / "instruments"


def shipped() -> list[Path]:
    """The files that come with the application, in the order of their names."""
    return sorted(SHIPPED.glob("*.toml"))


def read(path: Path) -> str:
    """The text of a file. Raises InstrumentError when it cannot be read as UTF-8 text."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        message = _("tidak dapat dibuka: %(error)s") % {"error": error.strerror}
    except UnicodeDecodeError:
        message = _("bukan teks UTF-8")
    raise InstrumentError(path.name, [Problem("", message)])
