from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import import_string


class AwardConfig(AppConfig):
    name = "award"

    def ready(self) -> None:
        import_module("award.notices")  # registers the texts of its notices
        tasks = import_module("award.pages.tasks")
        registry = import_module("award.work")
        registry.register_work(tasks.work_for)
        registry.register_links(tasks.links_for)
        register(import_string("award.checks.table_is_whole"))
