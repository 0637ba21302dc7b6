"""Codes that may stand only once."""

from django.utils.translation import gettext as _

from criteria.domain.reading.table import Table


class Unique:
    """Remembers where each code stood first and refuses the second."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def add(self, table: Table, key: str, code: str) -> str:
        """Note a fault when the code stood before; return the code."""
        first = self._first.setdefault(code, table.at(key))
        if code and first != table.at(key):
            words = {"code": code, "first": first}
            table.fault(key, _('"%(code)s" sudah dipakai di %(first)s') % words)
        return code
