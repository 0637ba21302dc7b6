"""Who sat in a panel scored each of its applications: those rows, as they would have been."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """From the later of the two beginnings to the earlier of the two ends, where there is one."""
    assignments = apps.get_model("jury", "SeatAssignment")
    entries = apps.get_model("jury", "PanelApplication")
    for seat in apps.get_model("jury", "Seat").objects.order_by("pk"):
        rows = []
        for entry in entries.objects.filter(panel=seat.panel_id):
            since = max(seat.starts, entry.since)
            until = min((end for end in (seat.ends, entry.until) if end), default=None)
            if until is None or since <= until:
                rows.append(
                    assignments(
                        seat=seat, application_id=entry.application_id, since=since, until=until
                    )
                )
        assignments.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("jury", "0005_seat_assignments")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
