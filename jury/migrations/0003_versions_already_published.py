"""What was published before the applications kept the version that their publication covers."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Max


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set it for each publication in turn; a unit that never took a step has version 1."""
    application_model = apps.get_model("award", "Application")
    for publication in apps.get_model("jury", "Publication").objects.order_by("at"):
        covered = application_model.objects.filter(season=publication.season_id)
        if publication.application_id:
            covered = covered.filter(pk=publication.application_id)
        for application in covered:
            steps = application.steps.filter(at__lte=publication.at)
            version = steps.aggregate(last=Max("version"))["last"] or 1
            application_model.objects.filter(pk=application.pk).update(published_version=version)


class Migration(migrations.Migration):
    dependencies = [
        ("award", "0003_application_published_version"),
        ("jury", "0002_append_only"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
