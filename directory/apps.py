from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        """Tell the record, which knows no roles, who may read the ledger and who may have what done."""
        import_module("directory.notices")  # registers the texts of its notices
        from directory import long_works  # noqa: F401, PLC0415
        from directory.rules import reads_ledger  # noqa: PLC0415  models are loaded by now
        from record.ledger_readers import allow  # noqa: PLC0415

        allow(reads_ledger)
        hangs_on = import_module("record.standing").hangs_on
        hangs_on(import_module("directory.queries.roles").told_of_roles)
        findable = import_module("directory.pages.findable")
        register = import_module("directory.search").register_search
        register(_("UPT"), rows=findable.units, hit=findable.unit_hit)
        register(_("Orang"), rows=findable.people, hit=findable.person_hit)
