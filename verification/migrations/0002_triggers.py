from django.db import migrations

from record.append_only import AppendOnly

TABLES = [
    "verification_evidenceversion",
    "verification_checkresult",
    "verification_finding",
    "verification_findingdecision",
    "verification_findinganswer",
    "verification_readlog",
    "verification_decreemember",
    "verification_indicatorverification",
    "verification_repairrequest",
    "verification_visitobservation",
    "verification_visitphoto",
    "verification_visitpicture",
    "verification_visitwaiver",
    "verification_minutes",
    "verification_signature",
]


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_initial")]
    operations = [AppendOnly(table) for table in TABLES]
