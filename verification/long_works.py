"""What verification has the background do for people who ask."""

from django.utils.translation import gettext_lazy as _

from award.models import Application
from award.rules import works_for_unit
from directory.actors import Actor
from record.domain.long_works import File, Run, register
from record.models import LongWork
from verification.domain.own_files import archive

OWN_FILES = "verification.own_files"


def _own_files(run: Run) -> File:
    application = _application(run.work)
    name = f"{application.unit.work_unit_code}-data-dukung-{application.season.year}.zip"
    chunks = archive(application, Actor(run.work.asked_by), run.progress)
    return File(name, "application/zip", chunks)


def _may_have(work: LongWork) -> bool:
    return works_for_unit(Actor(work.asked_by), _application(work)) is not None


def _application(work: LongWork) -> Application:
    rows = Application.objects.select_related("unit", "region", "season__instrument")
    return rows.get(pk=work.params["application"])


register(OWN_FILES, title=_("Arsip data dukung"), may=_may_have, do=_own_files)
