"""How a person wants to read the pages. Nobody else's business, so not in the ledger."""

from directory.enums import Language, Zone
from directory.models import Person


def set_preferences(*, person: Person, language: Language, time_zone: Zone) -> None:
    """Keep the person's language and time zone for every later page and mail."""
    Person.objects.filter(pk=person.pk).update(language=language, time_zone=time_zone)
