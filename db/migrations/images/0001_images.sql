-- One per name. `size_bytes` counts each of its pictures once, however often it came.
create table image (
  id          integer primary key,
  name        text not null unique,
  pictures    integer not null default 0,   -- moments
  size_bytes  integer not null default 0
);

-- A picture and its small form, once for all moments and names that show it. The large columns are last.
create table content (
  id          integer primary key,
  hash        text not null unique,         -- SHA-256 of the picture, hexadecimal
  format      text not null,
  width       integer not null,
  height      integer not null,
  size_bytes  integer not null,             -- of both
  thumb       blob not null,
  picture     blob not null
);

-- Which pictures a name holds, and at how many moments.
create table holding (
  image_id    integer not null references image (id),
  content_id  integer not null references content (id),
  moments     integer not null,
  primary key (image_id, content_id)
) without rowid;
create index holding_content on holding (content_id);

create table moment (
  seq         integer primary key autoincrement,
  image_id    integer not null references image (id),
  at_ms       integer not null,
  content_id  integer not null references content (id),
  labels      text not null                 -- JSON object of texts
);
create index moment_image on moment (image_id, at_ms, seq);
create index moment_age on moment (at_ms, seq);

-- One row: what all pictures take.
create table total (
  size_bytes  integer not null
);
insert into total values (0);
