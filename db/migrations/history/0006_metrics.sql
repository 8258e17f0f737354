-- What is known of a metric beside its readings, whatever series it has. It goes with the last series of the metric.
create table metric (
  name      text primary key,
  type      text,                        -- counter, gauge, histogram, summary or unknown
  unit      text,                        -- for series whose sender names none
  help      text,
  is_edited integer not null default 0   -- 1: a person wrote unit and help, and senders do not write over them
) strict;
create index series_metric on series (metric);
