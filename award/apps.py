from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class AwardConfig(AppConfig):
    name = "award"

    def ready(self) -> None:
        import_module("award.notices")  # registers the texts of its notices
        import_module("award.long_works")  # registers what it has the background do
        hangs_on = import_module("record.standing").hangs_on
        hangs_on(import_module("award.queries.visible").told_of_grants)
        tasks = import_module("award.pages.tasks")
        registry = import_module("award.work")
        kinds = import_module("directory.enums")
        registry.register_work(tasks.drafts, *kinds.UNIT_KINDS)
        registry.register_work(tasks.questions, *kinds.REGION_KINDS)
        registry.register_work(tasks.seasons, kinds.RoleKind.CENTRE_ADMIN)
        registry.register_links(tasks.links_for)
        import_module("award.checklist").register_look(tasks.answered_parts)
        findable = import_module("award.pages.findable")
        may_find = import_module("directory.search").register_search
        may_find(_("Pengajuan"), rows=findable.applications, hit=findable.application_hit)
        may_find(_("Keterangan jawaban"), rows=findable.claims, hit=findable.claim_hit)
        may_find(_("Alasan langkah"), rows=findable.reasons, hit=findable.reason_hit)
        may_find(_("Draf jawaban"), rows=findable.drafts, hit=findable.draft_hit)
        may_find(_("Pertanyaan kepada Kanwil"), rows=findable.questions, hit=findable.question_hit)
        register(import_string("award.checks.table_is_whole"))
