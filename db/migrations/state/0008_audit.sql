-- Who did what, when, to which thing, from where. Names are kept as text: a line outlives its person and its thing.
create table audit (
  seq       integer primary key autoincrement,
  at_ms     integer not null,
  who       text not null,              -- `Ann`, `token attic`, `this server`
  came_from text not null,              -- network address; empty for the server itself
  action    text not null,              -- `dashboard deleted`: see app/audit/store.ts
  subject   text not null,
  detail    text not null,
  outcome   text not null               -- done, begun, refused, failed
);
create index audit_at on audit (at_ms);
create index audit_action on audit (action, seq);
