"""Labels become unique"""

from alembic import op

revision = "003"
down_revision = "002"


def upgrade():
    op.execute("ALTER TABLE item ADD COLUMN colour text")
    op.execute("CREATE UNIQUE INDEX item_label ON item (label)")


def downgrade():
    op.execute("DROP INDEX item_label")
    op.execute("ALTER TABLE item DROP COLUMN colour")
