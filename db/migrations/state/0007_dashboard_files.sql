-- Dashboards that lie as files in the folder `dashboards`: as both were when they last were the same.
create table dashboard_file (
  slug        text primary key,          -- of the dashboard, which may be deleted by now
  file        text not null,             -- name in the folder; the file may be gone by now
  definition  text not null              -- JSON, checked by app/dashboards/definition.ts
) without rowid;
