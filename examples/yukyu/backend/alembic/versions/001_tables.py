"""The six tables of Yukyu in PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def leave():
    return sa.Float(53)


def upgrade():
    op.create_table(
        "employees",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("employee_num", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kana", sa.Text),
        sa.Column("factory", sa.Text),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("granted", leave(), nullable=False),
        sa.Column("used", leave(), nullable=False),
        sa.Column("balance", leave(), nullable=False),
        sa.Column("expired", leave()),
        sa.Column("usage_rate", leave()),
        sa.Column("last_updated", sa.DateTime),
    )
    op.create_table("genzai", *people(), sa.Column("factory", sa.Text), sa.Column("work", sa.Text),
                    sa.Column("left", sa.Date), sa.Column("photo", sa.LargeBinary),
                    sa.Column("active", sa.Boolean, nullable=False))
    op.create_table("ukeoi", *people(), sa.Column("contract", sa.Text))
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("employee_num", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("office", sa.Text),
        sa.Column("postal_code", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("hired", sa.Date),
        sa.Column("visa_expires", sa.Date),
        sa.Column("settings", sa.Text),
    )
    leave_tables()


def people():
    """What people of every sort have; a birth date is encrypted by the application."""
    return [
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("employee_num", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("nationality", sa.Text),
        sa.Column("birth_date", sa.Text),
        sa.Column("hourly_wage", sa.Integer),
        sa.Column("hired", sa.Date),
        sa.Column("status", sa.Text, nullable=False),
    ]


def leave_tables():
    op.create_table(
        "leave_requests",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("employee_id", sa.BigInteger, sa.ForeignKey("employees.id", name="leave_requests_employee"), nullable=False),
        sa.Column("requested", sa.Date, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("days", leave(), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("approved_at", sa.DateTime),
        sa.Column("signature", sa.LargeBinary),
    )
    op.create_table(
        "yukyu_usage_details",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("employee_id", sa.BigInteger, sa.ForeignKey("employees.id", name="usage_employee"), nullable=False),
        sa.Column("employee_num", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("use_date", sa.Date, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("days_used", leave(), nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("last_updated", sa.DateTime),
    )


def downgrade():
    for table in ("yukyu_usage_details", "leave_requests", "staff", "ukeoi", "genzai", "employees"):
        op.drop_table(table)
