-- What a product costs us, so that profitability can be told.
ALTER TABLE products ADD COLUMN unit_cost NUMERIC(12, 2) NOT NULL DEFAULT 0;
UPDATE products SET unit_cost = round(price * 0.62, 2);
ALTER TABLE products ALTER COLUMN unit_cost DROP DEFAULT;
ALTER TABLE products ADD CONSTRAINT products_unit_cost_check CHECK (unit_cost >= 0);
