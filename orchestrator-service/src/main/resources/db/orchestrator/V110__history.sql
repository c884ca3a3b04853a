-- What a list of deployments tells of one that has ended: changes, issues, figures.
alter table deployment add column history json;
