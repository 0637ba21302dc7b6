from django.db import migrations

from record.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [AppendOnly("record_ledgerentry"), AppendOnly("record_blob")]
