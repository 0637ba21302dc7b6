from django.db import migrations

from record.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("jury", "0001_initial")]
    operations = [
        AppendOnly("jury_declaration"),
        AppendOnly("jury_scoreversion"),
        AppendOnly("jury_closing"),
        AppendOnly("jury_result"),
        AppendOnly("jury_decision"),
        AppendOnly("jury_publication"),
    ]
