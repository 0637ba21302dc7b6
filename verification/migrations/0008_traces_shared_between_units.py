import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_regions"),
        ("verification", "0007_pictures_inside_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="camera, origin or revision", max_length=10)),
                ("digest", models.CharField(max_length=64)),
                ("day", models.DateField(null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.unit",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="traces",
                        to="verification.evidenceversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["digest", "day"], name="verificatio_digest_37a892_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "kind", "digest", "day"), name="trace_once_a_day"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("day", None)),
                        fields=("version", "kind", "digest"),
                        name="trace_without_day_once",
                    ),
                ],
            },
        ),
    ]
