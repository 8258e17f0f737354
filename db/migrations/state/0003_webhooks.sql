create table webhook (
  topic      text primary key,
  secret     text,                       -- in plain: a signature is made with it anew for every body
  mapping    text,                       -- JSON object of templates; null: as its source is known
  updated_ms integer not null
);
