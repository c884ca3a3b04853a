from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]
    operations = [migrations.AddField("run", "duration_ms", models.IntegerField(null=True))]
