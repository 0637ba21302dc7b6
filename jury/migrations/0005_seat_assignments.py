import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from record.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("award", "0004_refused_proposals"),
        ("jury", "0004_sealed_comments"),
        ("verification", "0009_picture_features"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SeatAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("reason", models.TextField(blank=True, help_text="why it was made by hand")),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_reason",
                    models.TextField(blank=True, help_text="why it was ended by hand"),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="panel",
            name="size",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="panel",
            constraint=models.CheckConstraint(
                condition=models.Q(("size", None), ("size__gte", 1), _connector="OR"),
                name="jury_panel_size",
            ),
        ),
        migrations.AddField(
            model_name="evidencelook",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to="jury.scoresheet",
            ),
        ),
        migrations.AddField(
            model_name="evidencelook",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="verification.evidenceversion",
            ),
        ),
        migrations.AddField(
            model_name="seatassignment",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seat_assignments",
                to="award.application",
            ),
        ),
        migrations.AddField(
            model_name="seatassignment",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="seatassignment",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="seatassignment",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="jury.seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencelook",
            constraint=models.UniqueConstraint(
                fields=("sheet", "version"), name="jury_looked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seatassignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("seat", "application"),
                name="jury_assigned_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="jury_assignment_dates",
            ),
        ),
        AppendOnly("jury_evidencelook"),
    ]
