from django.db import models


class Ticket(models.Model):
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, default="open")
    author = models.CharField(max_length=100)
    created = models.DateTimeField(auto_now_add=True)
    # Nullable: the version before writes tickets without it.
    priority = models.CharField(max_length=10, null=True)

    class Meta:
        db_table = "ticket"
        constraints = [
            models.CheckConstraint(check=models.Q(status__in=["open", "waiting", "closed"]), name="ticket_status_known")
        ]


class Attachment(models.Model):
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    author = models.CharField(max_length=100)

    class Meta:
        db_table = "attachment"
