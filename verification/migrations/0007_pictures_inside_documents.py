from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("verification", "0006_what_a_letter_bears"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="fingerprint",
            name="fingerprint_once",
        ),
        migrations.AddField(
            model_name="fingerprint",
            name="page",
            field=models.PositiveIntegerField(
                help_text="where that picture stands, from 1", null=True
            ),
        ),
        migrations.AddField(
            model_name="fingerprint",
            name="part",
            field=models.CharField(
                blank=True, help_text="the picture in a document", max_length=120
            ),
        ),
        migrations.AddConstraint(
            model_name="fingerprint",
            constraint=models.UniqueConstraint(
                fields=("version", "algorithm", "part"), name="fingerprint_once_a_part"
            ),
        ),
    ]
