-- What dashboards were before: a version for each change, changes of one person within a minute joined into one.
create table dashboard_version (
  id          integer primary key,
  slug        text    not null,
  version     integer not null,          -- of the dashboard, after the change
  begun_ms    integer not null,          -- when the first change was made that is in it
  at_ms       integer not null,          -- and the last one
  who         text,                      -- `person 1`, `token 4`; null: the server, or a file
  who_name    text,
  name        text,                      -- given by a person; named versions are kept longer
  definition  text    not null           -- JSON, checked by app/dashboards/definition.ts
);
create index dashboard_version_slug on dashboard_version (slug, id);

-- What somebody changed and may undo, by person and dashboard.
create table dashboard_step (
  id          integer primary key,
  slug        text    not null,
  who         text    not null,
  at_ms       integer not null,
  words       text    not null,          -- what was done: `moved CPU`
  change      text    not null,          -- JSON, app/dashboards/kept/board-change.ts
  is_undone   integer not null default 0
);
create index dashboard_step_slug on dashboard_step (slug, who, id);
