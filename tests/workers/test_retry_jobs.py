from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from record.enums import JobState
from record.models import Job

pytestmark = pytest.mark.django_db


def failed(kind: str, subject: str = "1") -> Job:
    return Job.objects.create(
        kind=kind,
        subject=subject,
        state=JobState.FAILED,
        finished_at=timezone.now(),
        last_error="DocumentError: no such value\nin line 3",
    )


def said(*options: str) -> str:
    out = StringIO()
    call_command("retry_jobs", *options, stdout=out)
    return out.getvalue()


def waiting() -> set[str]:
    return set(Job.objects.filter(state=JobState.QUEUED).values_list("kind", flat=True))


def test_it_lists_and_puts_back_only_when_told() -> None:
    failed("render_certificate", "decision:1")
    text = said()
    assert "1 jobs were given up." in text
    assert "render_certificate  decision:1  DocumentError: no such value\n" in text
    assert waiting() == set()
    assert "1 put back" in said("--go")
    assert waiting() == {"render_certificate"}
    assert "0 put back" in said("--go")


def test_it_puts_back_so_many_and_of_the_kind_that_is_meant() -> None:
    for number in range(3):
        failed("send_mail", str(number))
    failed("render_letter")
    assert "2 put back" in said("--go", "--kind", "send_mail", "--most", "2")
    assert waiting() == {"send_mail"}


@pytest.mark.parametrize("kind", ["check_evidence", "long_work", "send_password_reset"])
def test_what_comes_anew_without_it_is_left_alone(kind: str) -> None:
    failed(kind)
    assert "0 jobs were given up." in said("--go")
    with pytest.raises(CommandError):
        said("--kind", kind)
