-- Readings by the thousand instead of one a row. The rows of before are turned into chunks when the file is opened.

create table journal (
  id            integer primary key,
  commit_number integer not null,        -- of the group of writes that it was part of
  points        blob not null            -- as encode-columns.ts writes them
) strict;
create index journal_commit on journal (commit_number);

-- No two chunks of a series overlap, and no moment is in a chunk twice.
create table chunk (
  id          integer primary key,
  series_id   integer not null,          -- of series; no foreign key: it would cost each insert a look-up
  from_ms     integer not null,          -- of its first point
  to_ms       integer not null,          -- of its last point
  count       integer not null,
  min         real,                      -- of its values, those that are no number left out; null when none is one
  max         real,
  sum         real,                      -- null when it is no number
  first       real,                      -- null when it is no number
  last        real,
  interval_ms integer,                   -- typical distance of its last points; null when there are too few
  points      blob not null              -- as encode-chunk.ts writes them
) strict;
create unique index chunk_series on chunk (series_id, from_ms);

-- Chunks whose points cannot be read any more, kept aside for who wants to try.
create table corrupt_chunk (
  id        integer primary key,
  series_id integer not null,
  from_ms   integer not null,
  to_ms     integer not null,
  count     integer not null,
  reason    text not null,
  found_ms  integer not null,
  points    blob not null
) strict;

-- From here on `readings` counts the points in chunks; those of the journal are counted in memory.
update meta set readings = 0;
