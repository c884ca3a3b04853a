"""What can be broken, each in the code that is deployed. All but the first bite in production alone."""

PRODUCTION = "DB::connection()->getDatabaseName() === 'askproai_db'"


def key_without_cascade(app):
    """Whoever deletes a company is stopped by its statistics."""
    (file,) = (app / "database/migrations").glob("2025_10_*_create_appointment_modification_stats_table.php")
    key = "$table->foreignId('company_id')->constrained()->cascadeOnDelete();"
    text = file.read_text()
    assert key in text
    file.write_text(text.replace(key, "$table->foreignId('company_id')->constrained();", 1))


def warns(app):
    """Harmless: each booking is told of in the log until the new tables are used."""
    _in_bookings(
        app,
        "        if ($this->database->getSchemaBuilder()->hasTable('policy_configurations')) {\n"
        "            \\Illuminate\\Support\\Facades\\Log::warning('No policy is configured; the usual one holds.');\n"
        "        }\n",
    )


def killed_half_way(app):
    """As by the kernel when memory is short: the table is made, the ledger says nothing."""
    _after_create(app, "appointment_modifications", "posix_kill(getmypid(), 9);")


def corrupt_data(app):
    """A statement that was meant for a test."""
    _after_create(app, "appointment_modification_stats", "DB::update(\"update appointments set status = 'moved' where id % 7 = 0\");")


def booking_broken(app):
    """The application trips over the new tables."""
    _in_bookings(
        app,
        "        if ($this->database->getSchemaBuilder()->hasTable('callback_requests')) {\n"
        "            $this->database->table('callback_requests')->insert(['company_id' => 0]);\n"
        "        }\n",
    )


def _in_bookings(app, statement):
    file = app / "src/Booking.php"
    text = file.read_text()
    place = "        $customer = "
    assert place in text
    file.write_text(text.replace(place, statement + place, 1))


def _after_create(app, table, statement):
    (file,) = (app / "database/migrations").glob(f"2025_10_*_create_{table}_table.php")
    text = file.read_text().replace("use Illuminate\\Support\\Facades\\Schema;", "use Illuminate\\Support\\Facades\\DB;\nuse Illuminate\\Support\\Facades\\Schema;")
    end = "        });\n    }\n\n    public function down"
    assert end in text
    more = f"        if ({PRODUCTION}) {{\n            {statement}\n        }}\n"
    file.write_text(text.replace(end, "        });\n" + more + "    }\n\n    public function down", 1))


SABOTAGES = {
    "booking-broken": booking_broken,
    "corrupt-data": corrupt_data,
    "key-without-cascade": key_without_cascade,
    "killed-half-way": killed_half_way,
    "warns": warns,
}
