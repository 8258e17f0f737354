-- What people set for a job. A job without a row is as it was when it was first heard of.
create table job_setting (
  name           text primary key,
  schedule       text not null,          -- JSON: {"kind":"learned"}, {"kind":"none"}, {"kind":"every","everyMs"}, {"kind":"cron","pattern","timeZone"}
  late_after_ms  integer,                -- null: assumed
  lost_after_ms  integer,                -- null: learned
  is_paused      integer not null,
  description    text not null,
  updated_ms     integer not null
);
