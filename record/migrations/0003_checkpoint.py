from django.db import migrations, models

from record.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("record", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("root", models.CharField(max_length=64)),
                ("note", models.TextField()),
                ("key", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
            options={"ordering": ["size"]},
        ),
        AppendOnly("record_checkpoint"),
    ]
