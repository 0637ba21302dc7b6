from importlib import import_module

from django.apps import AppConfig


class JuryConfig(AppConfig):
    name = "jury"

    def ready(self) -> None:
        import_module("jury.notices")  # registers the texts of its notices
        registry = import_module("award.work")
        people = import_module("jury.pages.tasks_people")
        registry.register_work(people.work_for)
        registry.register_links(people.links_for)
        registry.register_work(import_module("jury.pages.tasks_centre").work_for)
