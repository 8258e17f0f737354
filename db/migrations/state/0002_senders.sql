-- Who has sent, and who was turned away at the door: counts for the page that says why data does not show. Rewritten now
-- and then; what the last half minute before a crash has counted may be missing.

create table sender_note (
  kind   text not null check (kind in ('sender', 'door')),
  key    text not null,
  facts  text not null,                  -- JSON, checked by app/senders/store.ts
  primary key (kind, key)
) without rowid;
