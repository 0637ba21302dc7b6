"""What a repair round asks for one indicator, in words."""

from typing import Any

from award.models import Application
from verification.enums import RepairCode
from verification.models import RepairRequest


def repair_request(application: Application, code: str) -> dict[str, Any] | None:
    """What the team asks to be repaired in the present round; None where it asks nothing."""
    if not application.in_repair:
        return None
    asked = RepairRequest.objects.filter(
        application=application, round=application.repair_round, indicator=code
    ).first()
    if asked is None:
        return None
    reasons = [RepairCode(reason).label for reason in asked.codes]
    return {"reasons": reasons, "text": asked.text, "at": asked.at}
