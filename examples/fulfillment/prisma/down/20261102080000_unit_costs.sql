ALTER TABLE products DROP COLUMN unit_cost;
