-- Entries of the journal whose points cannot be read any more, kept aside for who wants to try.
create table corrupt_journal (
  id            integer primary key,
  commit_number integer not null,        -- as in journal
  reason        text not null,
  found_ms      integer not null,
  points        blob not null
) strict;
