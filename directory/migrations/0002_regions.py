"""Seed the Kanwil: names are public, and nothing works without them."""

import tomllib
from pathlib import Path

from django.db import migrations

from directory.enums import Zone

REGIONS = Path(__file__).resolve().parent.parent / "data" / "regions.toml"


def seed(apps, schema_editor):
    rows = tomllib.loads(REGIONS.read_text(encoding="utf-8"))["region"]
    Region = apps.get_model("directory", "Region")
    Region.objects.using(schema_editor.connection.alias).bulk_create(
        Region(
            code=row["code"], name=row["name"], number=row["number"], time_zone=Zone[row["zone"]]
        )
        for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
