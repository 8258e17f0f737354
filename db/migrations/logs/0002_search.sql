-- Streams get numbers, levels are numbers (0 debug, 1 info, 2 warn, 3 error), and lines are counted and searched.
create table stream (
  id         integer primary key,
  name       text not null unique,
  newest_seq integer not null,
  at_ms      integer not null      -- of the newest line
);
insert into stream (name, newest_seq, at_ms)
  select stream, max(seq), max(at_ms) from line group by stream order by min(seq);

create table numbered_line (
  seq       integer primary key autoincrement,
  at_ms     integer not null,
  stream_id integer not null,
  level     integer not null,
  text      text not null,
  fields    text not null          -- JSON object of texts
);
insert into numbered_line (seq, at_ms, stream_id, level, text, fields)
  select line.seq, line.at_ms, stream.id, case level when 'debug' then 0 when 'info' then 1 when 'warn' then 2 else 3 end, text, fields
  from line join stream on stream.name = line.stream order by line.seq;
-- Numbers go on where they were, also when no line is left.
update sqlite_sequence set seq = (select seq from sqlite_sequence where name = 'line') where name = 'numbered_line';
insert into sqlite_sequence (name, seq)
  select 'numbered_line', seq from sqlite_sequence
  where name = 'line' and not exists (select 1 from sqlite_sequence where name = 'numbered_line');
drop table line;
alter table numbered_line rename to line;
create index line_level on line (level, at_ms);
create index line_stream on line (stream_id, level, at_ms);

-- Lines by time, stream and level: what histograms are drawn from. Both widths count every line.
create table tally (
  width_s   integer not null,      -- 10 or 60
  start_s   integer not null,
  stream_id integer not null,
  level     integer not null,
  count     integer not null,
  primary key (width_s, start_s, stream_id, level)
) without rowid;
insert into tally select 10, at_ms / 10000 * 10, stream_id, level, count(*) from line group by 2, 3, 4;
insert into tally select 60, at_ms / 60000 * 60, stream_id, level, count(*) from line group by 2, 3, 4;

-- 32 lines with following numbers, from id * 32 on: what a search looks at, by the trigrams that are in it.
create table block (
  id     integer primary key,
  min_ms integer not null,
  max_ms integer not null,
  levels integer not null          -- bit 0 debug, 1 info, 2 warn, 3 error
);
create index block_max on block (max_ms);
create virtual table block_text using fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none');
