from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "record"

    def ready(self) -> None:
        """Register the system checks."""
        from record import checks  # noqa: F401, PLC0415
