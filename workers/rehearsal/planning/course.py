"""When what happens in a rehearsed season: its calendar, and the days on which people act."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from award.enums import DateKind
from criteria.instrument import Process

# One year for every rehearsal, so that the same order is the same play whenever it is played.
YEAR = 2025
DAY = timedelta(days=1)
EVENING = 16  # UTC; 23 hours in Jakarta
DECREE_DAYS, SHORT_DECREE_DAYS = 240, 56


def on(month: int, day: int, hour: int = 2) -> datetime:
    """An instant of the rehearsed year, in UTC."""
    return datetime(YEAR, month, day, hour, tzinfo=UTC)


CALENDAR = {
    DateKind.SELF_ASSESSMENT_OPENS: on(2, 1),
    DateKind.SELF_ASSESSMENT_DUE: on(4, 30, EVENING),
    DateKind.TEAM_DUE: on(5, 15, EVENING),
    DateKind.EVIDENCE_DUE: on(8, 31, EVENING),
    DateKind.VERIFICATION_DUE: on(9, 30, EVENING),
    DateKind.FORWARDING_DUE: on(10, 31, EVENING),
    DateKind.SCORING_DUE: on(11, 20, EVENING),
    DateKind.ANNOUNCEMENT: on(12, 10, EVENING),
}
PREPARED = on(1, 20)
APPOINTED = on(5, 5)
UPLOADED = on(5, 20)


@dataclass(frozen=True)
class Course:
    """The instants that depend on how many days the instrument gives for what."""

    process: Process

    @property
    def repair_over(self) -> datetime:
        """After the repair rounds that begin on the fifth of June."""
        return min(on(6, 5) + self.process.repair_days * DAY, on(9, 30, EVENING)) + DAY

    @property
    def verified(self) -> datetime:
        """After the short decree is over, too."""
        return max(APPOINTED + (SHORT_DECREE_DAYS + 10) * DAY, self.repair_over + DAY)

    @property
    def heard(self) -> datetime:
        return self.verified + (self.process.hearing_days + 2) * DAY

    @property
    def evidence_over(self) -> datetime:
        """After the last date for evidence, which leaves the minimum of days after the team."""
        least = APPOINTED + self.process.evidence_days_min * DAY
        return max(on(8, 31, EVENING), least, self.heard) + DAY

    @property
    def extended_until(self) -> datetime:
        return self.evidence_over + 10 * DAY

    @property
    def forwarded(self) -> datetime:
        return max(on(10, 1), self.extended_until + DAY)

    @property
    def judged(self) -> datetime:
        return max(on(11, 2), self.forwarded + DAY)

    @property
    def published(self) -> datetime:
        return max(on(12, 10), self.judged + 20 * DAY)

    @property
    def objected(self) -> datetime:
        return self.published + DAY / 2

    @property
    def answered(self) -> datetime:
        return self.published + 5 * DAY

    @property
    def amended(self) -> datetime:
        return self.published + 8 * DAY

    @property
    def archived(self) -> datetime:
        return self.amended + (self.process.objection_days + 2) * DAY
