from django.db import models


class Item(models.Model):
    label = models.CharField(max_length=100, unique=True)

    class Meta:
        db_table = "item"


class Whole(models.Model):
    class Meta:
        db_table = "half"
