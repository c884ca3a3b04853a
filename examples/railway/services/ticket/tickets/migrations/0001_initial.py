from django.db import migrations, models

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ID,
                ("title", models.CharField(max_length=200)),
                ("status", models.CharField(default="open", max_length=20)),
                ("author", models.CharField(max_length=100)),
                ("created", models.DateTimeField(auto_now_add=True)),
            ],
            options={"db_table": "ticket"},
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ID,
                ("name", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("author", models.CharField(max_length=100)),
            ],
            options={"db_table": "attachment"},
        ),
    ]
