from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import import_string


class AwardConfig(AppConfig):
    name = "award"

    def ready(self) -> None:
        import_module("award.notices")  # registers the texts of its notices
        import_module("award.long_works")  # registers what it has the background do
        tasks = import_module("award.pages.tasks")
        registry = import_module("award.work")
        kinds = import_module("directory.enums")
        registry.register_work(tasks.drafts, *kinds.UNIT_KINDS)
        registry.register_work(tasks.seasons, kinds.RoleKind.CENTRE_ADMIN)
        registry.register_links(tasks.links_for)
        register(import_string("award.checks.table_is_whole"))
