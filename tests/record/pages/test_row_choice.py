"""A choice among few rows: one query for all a form does with it, and nothing beside those rows."""

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Region
from record.pages.lists import RowChoiceField
from tests.directory.factories import make_region

pytestmark = pytest.mark.django_db


class Narrowed(forms.Form):
    region = RowChoiceField(
        Region.objects.all(), to_field_name="code", required=False, empty_label="Semua"
    )


def test_one_query_finds_the_row_and_lists_them_all() -> None:
    first, other = make_region("aceh"), make_region("bali")
    for _again in range(2):  # a form keeps its rows to itself
        form = Narrowed({"region": first.code})
        with CaptureQueriesContext(connection) as asked:
            assert form.is_valid()
            html = str(form["region"]) + str(form["region"])
        assert len(asked) == 1
        assert form.cleaned_data["region"] == first
        assert f'value="{first.code}" selected' in html
        assert f'value="{other.code}"' in html
        assert "Semua" in html


@pytest.mark.parametrize("value", ["", None])
def test_nothing_is_no_row(value: str | None) -> None:
    form = Narrowed({"region": value})
    assert form.is_valid()
    assert form.cleaned_data["region"] is None


@pytest.mark.parametrize("value", ["tidak-ada", "\x00", "1' OR 1=1", "None"])
def test_what_is_no_row_is_refused(value: str) -> None:
    assert "region" in Narrowed({"region": value}).errors
