-- The tables of the copy benchmark in PostgreSQL, without keys and indexes: those are in indexes.sql.
CREATE TABLE employees (id bigint NOT NULL, employee_num text NOT NULL, name text NOT NULL, kana text,
  factory text, year integer NOT NULL, granted double precision NOT NULL, used double precision NOT NULL,
  balance double precision NOT NULL, expired double precision, usage_rate double precision, last_updated timestamp);
CREATE TABLE genzai (id bigint NOT NULL, employee_num text NOT NULL, name text NOT NULL, factory text,
  work text, nationality text, birth_date text, hourly_wage integer, hired date, "left" date, status text NOT NULL,
  photo bytea, active boolean NOT NULL);
CREATE TABLE ukeoi (id bigint NOT NULL, employee_num text NOT NULL, name text NOT NULL, contract text,
  nationality text, birth_date text, hourly_wage integer, hired date, status text NOT NULL);
CREATE TABLE staff (id bigint NOT NULL, employee_num text NOT NULL, name text NOT NULL, office text,
  postal_code text, address text, hired date, visa_expires date, settings text);
CREATE TABLE leave_requests (id bigint NOT NULL, employee_id bigint NOT NULL, requested date NOT NULL,
  first_day date NOT NULL, last_day date NOT NULL, days double precision NOT NULL, reason text,
  status text NOT NULL, approved_at timestamp, signature bytea);
CREATE TABLE yukyu_usage_details (id bigint NOT NULL, employee_id bigint NOT NULL, employee_num text NOT NULL,
  name text, use_date date NOT NULL, year integer NOT NULL, month integer NOT NULL,
  days_used double precision NOT NULL, note text, last_updated timestamp);
