-- What people made. What machines sent lies in the keepers' files.

create table person (
  id            integer primary key,
  name          text not null unique,
  password_hash text,                    -- null until the owner has chosen one
  created_ms    integer not null
);

create table session (
  hash         text primary key,         -- SHA-256 of the cookie's secret, hex
  person_id    integer not null references person (id) on delete cascade,
  created_ms   integer not null,
  seen_ms      integer not null,
  expires_ms   integer not null,
  user_agent   text not null,
  address      text not null
);
create index session_person on session (person_id);

create table token (
  id          integer primary key,
  name        text not null,
  hash        text not null unique,      -- SHA-256 of the secret, hex
  hint        text not null,             -- first characters of the secret, to recognise it by
  scope       text not null check (scope in ('ingest', 'read', 'admin')),
  created_ms  integer not null,
  used_ms     integer
);

create table setup_code (
  hash        text primary key,          -- SHA-256 of the one-time code, hex
  expires_ms  integer not null
);

create table dashboard (
  id          integer primary key,
  slug        text not null unique,
  title       text not null,
  definition  text not null,             -- JSON, checked by app/dashboards/definition.ts
  version     integer not null,          -- grows by one with every change
  created_ms  integer not null,
  updated_ms  integer not null
);

create table series_unit (
  key   text primary key,                -- series key, as in history
  unit  text not null
);

create table fact (
  name   text primary key,
  value  text not null
);

-- Every change that open pages must hear of, written in the transaction that makes the change.
create table outbox (
  seq    integer primary key autoincrement,
  at_ms  integer not null,
  topic  text not null,
  key    text not null
);
