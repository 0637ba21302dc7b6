"""The user's guide: a page for each role."""

from collections.abc import Collection

from config.guides.anybody import ANYBODY
from config.guides.auditor import AUDITOR
from config.guides.centre_admin import CENTRE_ADMIN
from config.guides.centre_verifier import CENTRE_VERIFIER
from config.guides.juror import JUROR
from config.guides.jury_heads import JURY_HEADS
from config.guides.region_head import REGION_HEAD
from config.guides.secretariat import SECRETARIAT
from config.guides.shape import Guide
from config.guides.team import TEAM
from config.guides.unit import UNIT

GUIDES = (
    UNIT,
    SECRETARIAT,
    TEAM,
    REGION_HEAD,
    CENTRE_ADMIN,
    CENTRE_VERIFIER,
    JUROR,
    JURY_HEADS,
    AUDITOR,
    ANYBODY,
)
BY_SLUG = {guide.slug: guide for guide in GUIDES}


def own_first(held: Collection[str]) -> list[tuple[Guide, bool]]:
    """Every guide, and whether it is for who holds the role kinds `held`; those come first."""
    told = [(guide, not guide.kinds.isdisjoint(held)) for guide in GUIDES]
    return sorted(told, key=lambda pair: not pair[1])


def own(held: Collection[str]) -> list[Guide]:
    """The guides of who holds the role kinds `held`; the one for anybody where none is theirs."""
    return [guide for guide, theirs in own_first(held) if theirs] or [ANYBODY]
