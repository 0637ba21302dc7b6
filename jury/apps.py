from importlib import import_module

from django.apps import AppConfig


class JuryConfig(AppConfig):
    name = "jury"

    def ready(self) -> None:
        import_module("jury.notices")  # registers the texts of its notices
