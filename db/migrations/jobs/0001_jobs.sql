-- What jobs said of their runs. What people set for a job lies in state.db.

create table job (
  id              integer primary key autoincrement,
  name            text not null unique,
  created_ms      integer not null,
  heard_ms        integer not null,          -- newest signal of any run
  state           text not null,             -- new, running, ok, failed, late, lost, paused
  since_ms        integer not null,          -- of the state
  next_number     integer not null default 1,
  anchor_ms       integer not null,          -- from this moment on the next start is counted
  due_ms          integer,                   -- when the next run should start
  due_listened_ms integer,                   -- how long the server had listened then; null before that moment
  is_late         integer not null default 0,
  unwatched_ms    integer                    -- the newest due moment at which the server did not listen
);
create index job_due on job (due_ms) where due_ms is not null;

create table run (
  id                 integer primary key autoincrement,
  job_id             integer not null,
  number             integer not null,       -- 1, 2, ... in each job
  run_id             text,                   -- as its sender calls it
  status             text not null,          -- running, ok, failed, lost
  is_superseded      integer not null default 0,  -- lost, because another run began without its end
  has_start          integer not null,       -- 0: only its end was told, so it has no duration
  signals            integer not null default 0,
  start_ms           integer not null,
  end_ms             integer,
  heard_ms           integer not null,
  heard_listened_ms  integer not null,       -- how long the server had listened then
  lost_listened_ms   integer not null,       -- when it has listened so long, the run is lost
  longest_silence_ms integer not null default 0,  -- of listening time
  done               real,
  total              real,
  progress_ms        integer,                -- when it was last told
  shape              text not null default '[]',  -- JSON: after how many ms it reached 5 %, 10 %, ...
  message            text not null default '',    -- newest words
  exit_code          integer,
  reason             text not null default '',    -- of a failure
  labels             text not null default '{}',  -- JSON object of texts
  next_line          integer not null default 1,
  line_count         integer not null default 0,
  line_bytes         integer not null default 0
);
create unique index run_number on run (job_id, number);
create index run_name on run (job_id, run_id) where run_id is not null;
create index run_open on run (lost_listened_ms) where status = 'running';
create index run_start on run (start_ms);

create table line (
  run     integer not null,                  -- run.id
  number  integer not null,
  at_ms   integer not null,
  text    text not null,
  primary key (run, number)
) without rowid;

-- One row.
create table clock (
  listened_ms  integer not null,             -- how long the server has listened, all in all
  told_ms      integer not null,             -- when that was true
  line_bytes   integer not null              -- of all lines
);
insert into clock values (0, 0, 0);
