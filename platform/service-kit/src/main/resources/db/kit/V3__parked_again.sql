-- A topic that was deleted and made anew counts its offsets from nought again: what is parked then is
-- another record, unless it has the same bytes.
ALTER TABLE parked_record DROP CONSTRAINT parked_record_topic_record_partition_record_offset_key;
CREATE UNIQUE INDEX parked_record_once
  ON parked_record (topic, record_partition, record_offset, md5(coalesce(payload, '')));
