-- Deterministic: every value follows from the row's number; there is no clock and no random() here.
-- :shipments is the number of shipments; the other tables grow with it.

-- h(n, k) is the k-th pseudo random number below 2^31 that belongs to row n.
CREATE FUNCTION pg_temp.h(n bigint, k integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT ((n * 2654435761 + k * 40503) # (n * 2246822519 >> 7)) & 2147483647 $$;

INSERT INTO users (id, username, email, full_name, role, password_hash, created_at)
SELECT n,
       CASE n WHEN 1 THEN 'admin' ELSE 'user' || n END,
       CASE n WHEN 1 THEN 'admin' ELSE 'user' || n END || '@tracehub.example',
       CASE n WHEN 1 THEN 'Administrator' ELSE 'User ' || n END,
       CASE WHEN n = 1 THEN 'admin' WHEN n % 4 = 0 THEN 'viewer' ELSE 'operator' END,
       '!', -- no password opens this account until one is set
       timestamptz '2024-01-01 08:00:00+00' + n * interval '1 hour'
FROM generate_series(1, :users) n;

INSERT INTO parties (id, kind, name, country, vat_number, created_at)
SELECT n,
       (ARRAY['exporter', 'importer', 'carrier'])[1 + n % 3],
       'Party ' || n,
       (ARRAY['NG', 'DE', 'NL', 'FR', 'GH', 'CI'])[1 + pg_temp.h(n, 1) % 6],
       CASE WHEN n % 5 = 0 THEN NULL ELSE 'VAT' || lpad(n::text, 9, '0') END,
       timestamptz '2024-01-02 08:00:00+00' + n * interval '10 minutes'
FROM generate_series(1, :parties) n;

INSERT INTO products (id, hs_code, name, commodity, eudr_relevant)
SELECT n,
       (ARRAY['180100', '090111', '400110', '440710', '050790', '120190'])[1 + n % 6],
       'Product ' || n,
       (ARRAY['cocoa', 'coffee', 'rubber', 'wood', 'horn', 'soya'])[1 + n % 6],
       n % 6 <> 4
FROM generate_series(1, :products) n;

INSERT INTO origins (id, product_id, country, region, latitude, longitude, plot_area_ha, harvested_on)
SELECT n,
       1 + pg_temp.h(n, 2) % :products,
       (ARRAY['NG', 'GH', 'CI', 'CM'])[1 + n % 4],
       'Region ' || n % 40,
       (4000000 + pg_temp.h(n, 3) % 6000000) / 1000000.0,
       (2000000 + pg_temp.h(n, 4) % 9000000) / 1000000.0,
       (50 + pg_temp.h(n, 5) % 5000) / 100.0,
       date '2024-03-01' + (n % 500)::integer
FROM generate_series(1, :origins) n;

INSERT INTO shipments (id, reference, container_number, product_id, origin_id, exporter_id, importer_id, status,
                       gross_weight_kg, net_weight_kg, departed_on, eta, created_by, created_at)
SELECT n,
       'VIBO-' || lpad(n::text, 7, '0'),
       'MSCU' || lpad((pg_temp.h(n, 6) % 10000000)::text, 7, '0'),
       1 + pg_temp.h(n, 7) % :products,
       1 + pg_temp.h(n, 8) % :origins,
       1 + pg_temp.h(n, 9) % :parties,
       1 + pg_temp.h(n, 10) % :parties,
       (ARRAY['draft', 'in_transit', 'customs', 'arrived', 'delivered'])[1 + pg_temp.h(n, 11) % 5],
       (12000000 + pg_temp.h(n, 12) % 12000000) / 1000.0,
       (9000000 + pg_temp.h(n, 13) % 3000000) / 1000.0,
       date '2025-01-01' + (n % 330)::integer,
       date '2025-01-29' + (n % 330)::integer,
       1 + pg_temp.h(n, 14) % :users,
       timestamptz '2025-01-01 06:00:00+00' + n * interval '5 minutes'
FROM generate_series(1, :shipments) n;

INSERT INTO documents (id, shipment_id, kind, filename, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
SELECT n,
       1 + (n * 7) % :shipments,
       (ARRAY['bill_of_lading', 'invoice', 'packing_list', 'eudr_statement'])[1 + n % 4],
       'document-' || n || '.pdf',
       'application/pdf',
       20000 + pg_temp.h(n, 15) % 900000,
       md5(n::text) || md5((-n)::text),
       1 + pg_temp.h(n, 16) % :users,
       timestamptz '2025-01-01 07:00:00+00' + n * interval '6 minutes'
FROM generate_series(1, :documents) n;

INSERT INTO container_events (id, shipment_id, event_type, location, occurred_at, details)
SELECT n,
       1 + (n * 11) % :shipments,
       (ARRAY['gate_in', 'loaded', 'departed', 'transhipped', 'arrived', 'gate_out'])[1 + n % 6],
       (ARRAY['NGAPP', 'GHTEM', 'CIABJ', 'NLRTM', 'DEHAM', 'BEANR'])[1 + pg_temp.h(n, 17) % 6],
       timestamptz '2025-01-01 09:00:00+00' + n * interval '4 minutes',
       jsonb_build_object('voyage', 'V' || n % 900)
FROM generate_series(1, :events) n;

INSERT INTO compliance_cards (id, shipment_id, status, risk_level, statement_number, assessed_at)
SELECT n,
       n,
       (ARRAY['compliant', 'compliant', 'pending', 'review'])[1 + n % 4],
       (ARRAY['low', 'standard', 'high'])[1 + pg_temp.h(n, 18) % 3],
       'DDS-2025-' || lpad(n::text, 8, '0'),
       timestamptz '2025-01-02 10:00:00+00' + n * interval '7 minutes'
FROM generate_series(1, :cards) n;

INSERT INTO notifications (id, user_id, shipment_id, kind, message, read_at, created_at)
SELECT n,
       1 + (n - 1) % :users,
       1 + (n * 13) % :shipments,
       (ARRAY['document_missing', 'eta_changed', 'arrived'])[1 + n % 3],
       'Shipment needs attention (' || n || ')',
       CASE WHEN n % 3 = 0 THEN timestamptz '2025-06-01 12:00:00+00' + n * interval '1 minute' END,
       timestamptz '2025-05-31 12:00:00+00' + n * interval '1 minute'
FROM generate_series(1, :notifications) n;
