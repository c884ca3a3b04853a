CREATE TABLE clients (
  id SERIAL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  active BOOLEAN NOT NULL DEFAULT true
);

CREATE TABLE users (
  id SERIAL PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('admin', 'portal')),
  password_hash TEXT NOT NULL DEFAULT '',
  client_id INTEGER REFERENCES clients (id)
);

CREATE TABLE products (
  id SERIAL PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  price NUMERIC(12, 2) NOT NULL
);

CREATE TABLE orders (
  id SERIAL PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  status TEXT NOT NULL DEFAULT 'requested',
  total NUMERIC(12, 2) NOT NULL DEFAULT 0,
  tracking_number TEXT,
  ordered_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  shipped_at TIMESTAMPTZ(3),
  delivered_at TIMESTAMPTZ(3)
);
CREATE INDEX orders_client_id_idx ON orders (client_id);

CREATE TABLE order_lines (
  id SERIAL PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price NUMERIC(12, 2) NOT NULL
);
CREATE INDEX order_lines_order_id_idx ON order_lines (order_id);

CREATE TABLE alerts (
  id SERIAL PRIMARY KEY,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  raised_at TIMESTAMPTZ(3) NOT NULL,
  resolved_at TIMESTAMPTZ(3)
);
