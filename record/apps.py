from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "record"

    def ready(self) -> None:
        """Register the system checks, and what is done in the background."""
        from record import checks, long_works  # noqa: F401, PLC0415
