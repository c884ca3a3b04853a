from django.db import models


class Run(models.Model):
    ticket = models.BigIntegerField()
    state = models.CharField(max_length=20, default="waiting")
    result = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        db_table = "workflow_run"
