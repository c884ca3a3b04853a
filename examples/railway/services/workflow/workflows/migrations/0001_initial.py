from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ticket", models.BigIntegerField()),
                ("state", models.CharField(default="waiting", max_length=20)),
                ("result", models.CharField(blank=True, default="", max_length=200)),
            ],
            options={"db_table": "workflow_run"},
        ),
    ]
