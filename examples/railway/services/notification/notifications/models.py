from django.db import models


class Notification(models.Model):
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    state = models.CharField(max_length=20, default="waiting")

    class Meta:
        db_table = "notification"
