-- Keys, indexes and foreign keys of the copy benchmark.
ALTER TABLE employees ADD PRIMARY KEY (id);
ALTER TABLE genzai ADD PRIMARY KEY (id);
ALTER TABLE ukeoi ADD PRIMARY KEY (id);
ALTER TABLE staff ADD PRIMARY KEY (id);
ALTER TABLE leave_requests ADD PRIMARY KEY (id);
ALTER TABLE yukyu_usage_details ADD PRIMARY KEY (id);
CREATE INDEX employees_number ON employees (employee_num);
CREATE INDEX genzai_number ON genzai (employee_num);
CREATE INDEX ukeoi_number ON ukeoi (employee_num);
CREATE INDEX leave_requests_employee ON leave_requests (employee_id);
CREATE INDEX usage_employee ON yukyu_usage_details (employee_id);
CREATE INDEX usage_date ON yukyu_usage_details (use_date);
ALTER TABLE leave_requests ADD FOREIGN KEY (employee_id) REFERENCES employees (id);
ALTER TABLE yukyu_usage_details ADD FOREIGN KEY (employee_id) REFERENCES employees (id);
