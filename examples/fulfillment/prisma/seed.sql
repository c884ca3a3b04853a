-- The data of an established company: the same rows each time. psql sets :orders.
\set ON_ERROR_STOP on
BEGIN;
INSERT INTO clients (code, name, active)
SELECT 'C' || lpad(n::text, 4, '0'), 'Client ' || n, n % 10 <> 0 FROM generate_series(1, 120) n;

INSERT INTO users (username, role, client_id)
SELECT CASE WHEN n = 1 THEN 'admin' WHEN n = 2 THEN 'portal' ELSE 'user' || n END,
  CASE WHEN n % 25 = 1 THEN 'admin' ELSE 'portal' END,
  CASE WHEN n % 25 = 1 THEN NULL ELSE 1 + n % 120 END
FROM generate_series(1, 250) n;

INSERT INTO products (sku, name, price)
SELECT 'P' || lpad(n::text, 5, '0'), 'Product ' || n, round((5 + (n * 7919 % 9500) / 100.0)::numeric, 2)
FROM generate_series(1, 400) n;

INSERT INTO orders (reference, client_id, status, ordered_at, shipped_at, delivered_at, tracking_number)
SELECT 'O-' || lpad(n::text, 7, '0'), 1 + n * 31 % 120,
  CASE WHEN n % 20 = 0 THEN 'requested' WHEN n % 20 < 3 THEN 'shipped' ELSE 'delivered' END,
  at,
  CASE WHEN n % 20 <> 0 THEN at + interval '1 day' * (1 + n % 3) END,
  CASE WHEN n % 20 >= 3 THEN at + interval '1 day' * (4 + n % 9) END,
  CASE WHEN n % 20 <> 0 THEN 'TRK' || lpad((n * 13)::text, 9, '0') END
FROM (SELECT n, timestamptz '2025-11-01 08:00:00+00' + interval '17 minutes' * n AS at
      FROM generate_series(1, :orders) n) numbered;

INSERT INTO order_lines (order_id, product_id, quantity, unit_price)
SELECT o.id, p.id, 1 + (o.id + line) % 6, p.price
FROM orders o CROSS JOIN generate_series(1, 2) line
JOIN products p ON p.id = 1 + (o.id * 17 + line * 101) % 400
ORDER BY o.id, line;

UPDATE orders o SET total = lines.total
FROM (SELECT order_id, sum(quantity * unit_price) AS total FROM order_lines GROUP BY order_id) lines
WHERE lines.order_id = o.id;

INSERT INTO alerts (kind, message, raised_at, resolved_at)
SELECT CASE WHEN n % 3 = 0 THEN 'late' ELSE 'stock' END, 'Alert ' || n,
  timestamptz '2026-10-01 06:00:00+00' + interval '1 hour' * n,
  CASE WHEN n % 4 <> 0 THEN timestamptz '2026-10-01 09:00:00+00' + interval '1 hour' * n END
FROM generate_series(1, 500) n;
COMMIT;
ANALYZE;
