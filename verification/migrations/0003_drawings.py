import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from record.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0002_append_only"),
        ("verification", "0002_triggers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="preview",
            name="height",
            field=models.PositiveIntegerField(default=0, help_text="pixels"),
        ),
        migrations.AddField(
            model_name="preview",
            name="width",
            field=models.PositiveIntegerField(default=0, help_text="pixels"),
        ),
        migrations.CreateModel(
            name="Drawing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60)),
                ("width", models.PositiveIntegerField(default=0, help_text="pixels")),
                ("height", models.PositiveIntegerField(default=0, help_text="pixels")),
                ("reason", models.CharField(blank=True, max_length=60)),
                ("facts", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "blob",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.blob",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drawings",
                        to="verification.evidenceversion",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "subject", "name"), name="drawing_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TwinLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="verification.finding",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("finding", "person"), name="twin_look_once")
                ],
            },
        ),
        AppendOnly("verification_drawing"),
        AppendOnly("verification_twinlook"),
    ]
