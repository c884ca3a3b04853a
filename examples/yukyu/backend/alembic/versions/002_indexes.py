"""Indexes for what the application asks."""

from alembic import op

revision = "002"
down_revision = "001"

INDEXES = (
    ("ix_employees_number", "employees", ["employee_num"]),
    ("ix_employees_year", "employees", ["year"]),
    ("ix_genzai_number", "genzai", ["employee_num"]),
    ("ix_ukeoi_number", "ukeoi", ["employee_num"]),
    ("ix_leave_requests_employee", "leave_requests", ["employee_id"]),
    ("ix_usage_employee", "yukyu_usage_details", ["employee_id"]),
    ("ix_usage_date", "yukyu_usage_details", ["use_date"]),
)


def upgrade():
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade():
    for name, table, _ in reversed(INDEXES):
        op.drop_index(name, table_name=table)
