-- What was pressed on dashboards: the intent is kept with its line in the audit log, and carried out after the commit.
create table control_press (
  id        integer primary key autoincrement,
  at_ms     integer not null,
  slug      text not null,              -- of the dashboard, which may be deleted by now
  panel     text not null,
  who       text not null,
  value     text not null,              -- JSON: a number or a text
  wire      text not null,              -- the value as devices hear it: `on`, `21.5`
  sends     text not null,              -- JSON: where it goes, see app/dashboards/kinds/control.ts
  outcome   text not null,              -- waiting, sent, failed, lost
  result    text not null               -- a sentence; empty while it waits
);
create index control_press_panel on control_press (slug, panel, id);
