from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("username", models.CharField(max_length=100, unique=True)),
                ("password", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
            ],
            options={"db_table": "account"},
        ),
    ]
