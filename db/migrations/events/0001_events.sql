create table event (
  seq         integer primary key autoincrement,
  id          text not null unique,
  topic       text not null,
  at_ms       integer not null,
  kind        text not null,             -- message, message_delete, message_clear
  sequence    text not null,             -- what updates it: chosen by the sender, else its own id
  title       text not null,
  message     text not null,
  priority    integer not null,          -- 1 (min) to 5 (max)
  tags        text not null,             -- JSON array of texts
  click       text,
  is_markdown integer not null,
  actions     text not null,             -- JSON array of {label, url}
  source      text,                      -- the kind of webhook it came by
  bytes       integer not null,
  is_replaced integer not null default 0 -- a newer one has its sequence
);
create index event_topic on event (topic, seq);
create index event_time on event (at_ms, seq);
create index event_sequence on event (topic, sequence) where is_replaced = 0;

create table topic (
  name     text primary key,
  events   integer not null default 0,
  last_seq integer not null default 0,
  lost_seq integer not null default 0    -- up to this number events may have run out
);

create table total (events integer not null, bytes integer not null);
insert into total values (0, 0);

create trigger event_added after insert on event begin
  update topic set events = events + 1, last_seq = new.seq where name = new.topic;
  update total set events = events + 1, bytes = bytes + new.bytes;
end;
create trigger event_gone after delete on event begin
  update topic set events = events - 1, lost_seq = max(lost_seq, old.seq) where name = old.topic;
  update total set events = events - 1, bytes = bytes - old.bytes;
end;

create table payload (
  topic   text primary key,
  at_ms   integer not null,
  headers text not null,                 -- JSON object of the headers that tell the source
  body    text not null
);
