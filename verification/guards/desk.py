"""Whether the team has looked at everything: each indicator, and the place."""

from django.utils.translation import gettext as _

from award.given import Given
from award.models import Application
from award.obstacle import leading_to
from award.queries.instruments import indicator_names
from verification.queries.basis import latest_verifications, standing_verifications
from verification.queries.visits import visited_or_waived


def indicators_verified(application: Application, given: Given) -> list[str]:
    """Each indicator has a Kanwil value, and its claim and files are still those it judged."""
    standing = standing_verifications(application)
    before = latest_verifications(application)
    changed = _("Indikator “%(indicator)s”: isian atau data dukung berubah sejak diverifikasi.")
    missing = _("Indikator “%(indicator)s” belum diverifikasi.")
    return [
        leading_to(
            (changed if code in before else missing) % {"indicator": name},
            "verification:verify",
            application.pk,
            code,
        )
        for code, name in indicator_names(application).items()
        if code not in standing
    ]


def visit_done(application: Application, given: Given) -> list[str]:
    """A visit is recorded, or the Kanwil head has waived it."""
    if visited_or_waived(application):
        return []
    text = _("Kunjungan lapangan belum dicatat dan belum dikecualikan oleh Kepala Kanwil.")
    return [leading_to(text, "verification:visits", application.pk)]
