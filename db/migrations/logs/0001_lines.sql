create table line (
  seq     integer primary key autoincrement,
  at_ms   integer not null,
  stream  text not null,
  level   text not null,
  text    text not null,
  fields  text not null            -- JSON object of texts
);
create index line_stream on line (stream, seq);
