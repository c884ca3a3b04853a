-- Every order that has left becomes a shipment that can be tracked by its number.
CREATE TABLE shipments (
  id SERIAL PRIMARY KEY,
  order_id INTEGER NOT NULL UNIQUE REFERENCES orders (id) ON DELETE CASCADE,
  tracking_number TEXT NOT NULL,
  shipped_at TIMESTAMPTZ(3) NOT NULL,
  delivered_at TIMESTAMPTZ(3),
  lead_time_days INTEGER
);
INSERT INTO shipments (order_id, tracking_number, shipped_at, delivered_at, lead_time_days)
SELECT id, tracking_number, shipped_at, delivered_at,
  CASE WHEN delivered_at IS NOT NULL THEN (delivered_at::date - ordered_at::date) END
FROM orders WHERE shipped_at IS NOT NULL ORDER BY id;
CREATE UNIQUE INDEX shipments_tracking_number_key ON shipments (tracking_number);
