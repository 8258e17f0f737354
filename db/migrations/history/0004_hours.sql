-- What is left of readings that are past their time: the hours that they fell into.
create table hours (
  id        integer primary key,
  series_id integer not null,            -- of series; no foreign key: it would cost each insert a look-up
  from_ms   integer not null,            -- where its first hour begins
  to_ms     integer not null,            -- where its last hour begins
  count     integer not null,            -- hours
  last      real,                        -- the last value of its last hour; null when it is no number
  packed    blob not null                -- as pack-hours.ts writes them
) strict;
create unique index hours_series on hours (series_id, from_ms);
create index hours_end on hours (to_ms);
