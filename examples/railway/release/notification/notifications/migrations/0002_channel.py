from django.db import migrations, models

FILL = "UPDATE notification SET channel = 'email'"


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]
    operations = [
        migrations.AddField("notification", "channel", models.CharField(max_length=20, null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
