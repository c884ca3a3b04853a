"""A table made outside of the transaction, then a statement that fails where the label 'stop' exists"""

from alembic import op

revision = "004"
down_revision = "003"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("CREATE TABLE half (id int)")
    op.execute("SELECT 1 / (count(*) - 1) FROM item WHERE label = 'stop'")


def downgrade():
    op.execute("DROP TABLE half")
