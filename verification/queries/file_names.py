"""What an evidence file is called where it leaves the system."""

from verification.models import EvidenceVersion
from workers.checks.kinds import KINDS


def own_name(version: EvidenceVersion) -> str:
    """A file's name made of codes alone: what the sender called it is never part of a path."""
    item = version.item
    code = item.application.unit.work_unit_code
    extension = KINDS[version.kind].extensions[0]
    return f"{code}-{item.indicator}-{item.number}-v{version.version}.{extension}"
