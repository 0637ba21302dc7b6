"""What a list gives when it is asked for as a file, read back."""

import csv
import io
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client
from openpyxl import load_workbook

Table = list[list[Any]]


def body(answer: HttpResponseBase) -> bytes:
    """All of an answer, also of one that is sent in pieces."""
    pieces: Any = answer
    return b"".join(pieces.streaming_content) if answer.streaming else pieces.content


def as_csv(browser: Client, url: str, **asked: str) -> Table:
    """The rows of the list as CSV, its heads first."""
    answer = browser.get(url, {**asked, "export": "csv"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = body(answer).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def as_xlsx(browser: Client, url: str, **asked: str) -> Table:
    """The rows of the list as XLSX, its heads first."""
    answer = browser.get(url, {**asked, "export": "xlsx"})
    assert answer.status_code == 200
    tab: Any = load_workbook(io.BytesIO(body(answer))).active
    return [list(row) for row in tab.iter_rows(values_only=True)]


def column(table: Table, head: str) -> list[Any]:
    """What stands under that head."""
    place = table[0].index(head)
    return [row[place] for row in table[1:]]
