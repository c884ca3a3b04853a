"""Foreign keys to the organization, and indexes for queries within one.

organization_id stays nullable, so that traffic can go back to the old application on this schema. The
reference of a shipment becomes unique within its organization; the old schema never enforced that, so
a reference given twice stops this revision.
"""

from alembic import op
from table_locks import lock_tables

revision = "006"
down_revision = "005"
branch_labels = None
depends_on = None

INDEXED = {
    "users": ["role", "username"],
    "parties": ["kind", "name"],
    "products": ["hs_code"],
    "origins": ["country", "product_id"],
    "shipments": ["status", "eta", "created_at", "exporter_id"],
    "documents": ["shipment_id", "kind"],
    "container_events": ["shipment_id", "occurred_at"],
    "compliance_cards": ["status"],
    "notifications": ["user_id", "created_at"],
}
"""Per table, the columns that queries within an organization filter or sort by."""


def upgrade():
    # Readers go on; writers wait until the indexes are there.
    lock_tables(op.get_bind(), [*INDEXED, "organizations"], "SHARE ROW EXCLUSIVE")
    for table in INDEXED:
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT fk_{table}_organization_id"
            " FOREIGN KEY (organization_id) REFERENCES organizations"
        )
    op.execute(
        "CREATE UNIQUE INDEX uq_shipments_organization_id_reference"
        " ON shipments (organization_id, reference)"
    )
    for table, columns in INDEXED.items():
        op.execute(f"CREATE INDEX ix_{table}_organization_id ON {table} (organization_id)")
        for column in columns:
            op.execute(
                f"CREATE INDEX ix_{table}_organization_id_{column} ON {table} (organization_id, {column})"
            )
    # 005 rewrote every row: without fresh statistics the new indexes would be judged by the old ones.
    for table in INDEXED:
        op.execute(f"ANALYZE {table}")


def downgrade():
    lock_tables(op.get_bind(), [*INDEXED, "organizations"], "ACCESS EXCLUSIVE")
    for table, columns in INDEXED.items():
        for column in columns:
            op.execute(f"DROP INDEX ix_{table}_organization_id_{column}")
        op.execute(f"DROP INDEX ix_{table}_organization_id")
    op.execute("DROP INDEX uq_shipments_organization_id_reference")
    for table in INDEXED:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT fk_{table}_organization_id")
