-- Readings, as machines sent them. Written by one keeper thread only.

create table series (
  id         integer primary key,
  key        text not null unique,       -- as series-key.ts writes it; of a removed one, with a line feed and the id behind it
  metric     text not null,
  labels     text not null,              -- JSON object of texts
  unit       text,                       -- what the sender says the number counts; the last one sent
  created_ms integer not null,
  removed_ms integer                     -- out of sight since then, and purged ten minutes later
) strict;
create index series_removed on series (removed_ms) where removed_ms is not null;

create table reading (
  series_id integer not null,            -- of series; no foreign key: it would cost each insert a look-up
  at_ms     integer not null,
  value     real not null,
  primary key (series_id, at_ms)
) strict, without rowid;

create table meta (
  one           integer primary key check (one = 1),
  commit_number integer not null,        -- grows by one with each committed group of writes
  readings      integer not null         -- rows of reading, kept here because counting them reads the whole file
) strict;
insert into meta (one, commit_number, readings) values (1, 0, 0);
