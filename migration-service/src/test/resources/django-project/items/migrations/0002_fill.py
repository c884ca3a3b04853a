"""Ten batches of items, as slowly as the file pace says (seconds for each)."""

import pathlib

from django.db import migrations

BATCHES = 10
ROWS = 100


def fill(apps, schema_editor):
    pace = float(pathlib.Path("pace").read_text())
    print("\nchangeover-note: filling item", flush=True)
    for batch in range(1, BATCHES + 1):
        first = batch * 1000 + 1
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO item (label) SELECT 'item ' || n FROM generate_series(%s, %s) n", [first, first + ROWS - 1]
            )
            cursor.execute("SELECT pg_sleep(%s)", [pace])
        print(f"changeover-progress: done={batch * ROWS} total={BATCHES * ROWS} unit=rows table=item", flush=True)
    print(f"changeover-count: item={BATCHES * ROWS}", flush=True)


def empty(apps, schema_editor):
    schema_editor.execute("DELETE FROM item")


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial")]
    operations = [migrations.RunPython(fill, empty)]
