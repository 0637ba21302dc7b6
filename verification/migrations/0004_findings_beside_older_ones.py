"""A new version of a check writes its findings beside those of the version before."""

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

from record.append_only import AppendOnly, Lifted

TABLE = "verification_finding"


def fill(apps, schema_editor):
    """Name on each finding the check that raised it, as its result does."""
    result = apps.get_model("verification", "CheckResult").objects.filter(pk=OuterRef("result"))
    findings = apps.get_model("verification", "Finding").objects.exclude(result=None)
    findings.update(
        check_name=Subquery(result.values("check_name")),
        check_version=Subquery(result.values("check_version")),
    )


class Migration(migrations.Migration):
    dependencies = [("verification", "0003_drawings")]

    operations = [
        Lifted(TABLE),
        migrations.AddField(
            "finding",
            "check_name",
            models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            "finding", "check_version", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint("finding", "finding_once_a_pair"),
        migrations.AddConstraint(
            "finding",
            models.UniqueConstraint(
                condition=Q(other__isnull=False),
                fields=["version", "kind", "other", "check_name", "check_version"],
                name="finding_once_a_pair_and_check",
            ),
        ),
        migrations.AddConstraint(
            "finding",
            models.CheckConstraint(
                condition=Q(result__isnull=True, check_name="", check_version__isnull=True)
                | (Q(result__isnull=False, check_version__isnull=False) & ~Q(check_name="")),
                name="finding_names_its_check",
            ),
        ),
        AppendOnly(TABLE),
    ]
