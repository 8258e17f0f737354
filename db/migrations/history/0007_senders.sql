-- One sender may not make all the series there may be.
alter table series add column sender text; -- who made it, as sender.ts names it; null: this server itself, or made before this was kept
