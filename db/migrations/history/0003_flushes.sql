-- By this a thread that reads chunks sees whether memory, which it asks another thread for, has moved on.
alter table meta add column flushes integer not null default 0;
