from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JuryConfig(AppConfig):
    name = "jury"

    def ready(self) -> None:
        import_module("jury.notices")  # registers the texts of its notices
        import_module("jury.long_works")  # registers what it has the background do
        hangs_on = import_module("record.standing").hangs_on
        conflicts = import_module("jury.queries.conflicts")
        hangs_on(conflicts.told_of_conflicts)
        import_module("record.ledger_readers").veil(conflicts.kept_in_the_ledger)
        registry = import_module("award.work")
        people = import_module("jury.pages.tasks_people")
        centre = import_module("jury.pages.tasks_centre")
        kind = import_module("directory.enums").RoleKind
        judging = (kind.JURY_SECRETARY, kind.JURY_CHAIR)
        registry.register_work(people.work_of_unit, kind.UNIT_HEAD)
        registry.register_work(people.work_of_juror, kind.JUROR, *judging)
        for provider, kinds in centre.WORK:
            registry.register_work(provider, *kinds)
        registry.register_links(people.links_for)
        findable = import_module("jury.pages.findable")
        may_find = import_module("directory.search").register_search
        may_find(_("Keputusan"), rows=findable.decisions, hit=findable.decision_hit)
        may_find(_("Keberatan"), rows=findable.objections, hit=findable.objection_hit)
        may_find(_("Jawaban pada lembar Anda"), rows=findable.on_sheets, hit=findable.claim_hit)
        story = import_module("jury.pages.story")
        import_module("award.story").register_story(story.story_of)
        seasons = import_module("award.domain.seasons")
        objections = import_module("jury.domain.objections")
        seasons.ask_before_archiving(objections.standing_before_archiving)
