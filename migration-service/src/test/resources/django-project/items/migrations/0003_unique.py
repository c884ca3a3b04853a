from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("items", "0002_fill")]
    operations = [
        migrations.AlterField("item", "label", models.CharField(max_length=100, unique=True)),
    ]
