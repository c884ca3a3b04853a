"""Ten batches of items, as slowly as the file pace says (seconds for each)"""

import pathlib

from alembic import op

revision = "002"
down_revision = "001"
BATCHES = 10
ROWS = 100


def upgrade():
    pace = float(pathlib.Path("pace").read_text())
    print("changeover-note: filling item", flush=True)
    for batch in range(1, BATCHES + 1):
        op.execute(
            f"INSERT INTO item (label) SELECT 'item ' || n FROM generate_series({batch} * 1000 + 1, {batch} * 1000 + {ROWS}) n"
        )
        op.execute(f"SELECT pg_sleep({pace})")
        print(f"changeover-progress: done={batch * ROWS} total={BATCHES * ROWS} unit=rows table=item", flush=True)
    print(f"changeover-count: item={BATCHES * ROWS}", flush=True)


def downgrade():
    op.execute("DELETE FROM item")
