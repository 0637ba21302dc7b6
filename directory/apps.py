from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        """Tell the record, which knows no roles, who may read the ledger and who may have what done."""
        from directory import long_works  # noqa: F401, PLC0415
        from directory.rules import reads_ledger  # noqa: PLC0415  models are loaded by now
        from record.ledger_readers import allow  # noqa: PLC0415

        allow(reads_ledger)
