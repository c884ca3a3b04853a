"""Items, each with a label"""

from alembic import op

revision = "001"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE item (id bigserial PRIMARY KEY, label text NOT NULL)")


def downgrade():
    op.execute("DROP TABLE item")
