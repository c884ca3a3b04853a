from django.db import migrations, models

FILL = "UPDATE ticket SET priority = CASE WHEN status = 'closed' THEN 'low' WHEN id % 10 = 0 THEN 'high' ELSE 'normal' END"


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]
    operations = [
        migrations.AddField("ticket", "priority", models.CharField(max_length=10, null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "ticket",
            models.CheckConstraint(
                check=models.Q(("status__in", ["open", "waiting", "closed"])), name="ticket_status_known"
            ),
        ),
    ]
