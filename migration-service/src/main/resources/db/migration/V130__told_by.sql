-- Who tells of a run that was broken off is told to nobody when the report gets lost: the same command that is
-- claimed again must tell it again.
alter table command_run add column told_by text;
update command_run set told_by = '' where told;
alter table command_run drop column told;
