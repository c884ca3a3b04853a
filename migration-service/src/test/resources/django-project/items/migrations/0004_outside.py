"""A table made outside of a transaction, then a statement that fails where the label 'stop' exists."""

from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("items", "0003_unique")]
    operations = [
        migrations.CreateModel(
            name="Whole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={"db_table": "half"},
        ),
        migrations.RunSQL(
            "SELECT 1 / (count(*) - 1) FROM item WHERE label = 'stop'",
            migrations.RunSQL.noop,
        ),
    ]
