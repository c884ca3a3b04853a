"""A nullable organization_id on the nine business tables.

The default is set after the column is added: the rows already there stay NULL until 005 moves them, while
a row that the old application inserts from now on belongs to the organization at once. Without it, a row
written between the last batch of 005 and its commit would never be moved.
"""

from alembic import op
from table_locks import lock_tables

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None

VIBOTAJ = "5f0e8a52-8f6b-4c1e-9d55-0c1d7b9a0001"

TABLES = (
    "users",
    "parties",
    "products",
    "origins",
    "shipments",
    "documents",
    "container_events",
    "compliance_cards",
    "notifications",
)


def upgrade():
    lock_tables(op.get_bind(), TABLES, "ACCESS EXCLUSIVE")
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN organization_id uuid")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN organization_id SET DEFAULT '{VIBOTAJ}'")


def downgrade():
    lock_tables(op.get_bind(), TABLES, "ACCESS EXCLUSIVE")
    for table in reversed(TABLES):
        op.execute(f"ALTER TABLE {table} DROP COLUMN organization_id")
