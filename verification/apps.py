from importlib import import_module

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "verification"

    def ready(self) -> None:
        import_module("verification.notices")  # registers the texts of its notices
        check_job = import_module("verification.domain.evidence").CHECK_JOB
        give_up = import_module("verification.domain.giving_up").give_up
        import_module("record.domain.poison").on_poison(check_job, give_up)
        registry = import_module("award.work")
        for name in ("tasks_team", "tasks_evidence"):
            tasks = import_module(f"verification.pages.{name}")
            for provider, kinds in tasks.WORK:
                registry.register_work(provider, *kinds)
            registry.register_links(tasks.links_for)
