-- What is beyond the bounds is found without a look at every run.
create index run_lines on run (start_ms) where line_bytes > 0;

-- A line counts 16 bytes beside its text.
update run set line_bytes = line_bytes + 16 * line_count;
update clock set line_bytes = (select coalesce(sum(line_bytes), 0) from run);
