from django.db import models


class Account(models.Model):
    username = models.CharField(max_length=100, unique=True)
    password = models.CharField(max_length=200)
    email = models.EmailField()

    class Meta:
        db_table = "account"
