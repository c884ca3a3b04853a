CREATE TABLE budgets (
  id SERIAL PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  amount NUMERIC(12, 2) NOT NULL,
  UNIQUE (client_id, year, month)
);

CREATE TABLE benchmark_participation (
  id SERIAL PRIMARY KEY,
  client_id INTEGER NOT NULL UNIQUE REFERENCES clients (id) ON DELETE CASCADE,
  opted_in BOOLEAN NOT NULL,
  percentile INTEGER CHECK (percentile BETWEEN 0 AND 100)
);
