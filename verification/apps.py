from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VerificationConfig(AppConfig):
    name = "verification"

    def ready(self) -> None:
        import_module("verification.notices")  # registers the texts of its notices
        import_module("verification.long_works")  # registers what it has the background do
        check_job = import_module("verification.domain.evidence").CHECK_JOB
        give_up = import_module("verification.domain.giving_up").give_up
        import_module("record.domain.poison").on_poison(check_job, give_up)
        registry = import_module("award.work")
        for name in ("tasks_team", "tasks_evidence"):
            tasks = import_module(f"verification.pages.{name}")
            for provider, kinds in tasks.WORK:
                registry.register_work(provider, *kinds)
            registry.register_links(tasks.links_for)
        for name in ("tasks_desk", "tasks_visits"):
            for provider, kinds in import_module(f"verification.pages.{name}").WORK:
                registry.register_work(provider, *kinds)
        look = import_module("verification.pages.checklist").evidence_look
        import_module("award.checklist").register_look(look)
        findable = import_module("verification.pages.findable")
        may_find = import_module("directory.search").register_search
        may_find(_("Temuan"), rows=findable.judged, hit=findable.finding_hit)
        may_find(_("Pertanyaan kepada UPT"), rows=findable.told, hit=findable.finding_hit)
        may_find(_("Keputusan temuan"), rows=findable.decisions, hit=findable.decision_hit)
        may_find(_("Penjelasan UPT"), rows=findable.answers, hit=findable.answer_hit)
        may_find(_("SK tim"), rows=findable.decrees, hit=findable.decree_hit)
