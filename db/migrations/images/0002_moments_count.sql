-- What all pictures take includes their moments: 80 bytes each, and their labels.
update total set size_bytes = size_bytes + (select coalesce(sum(80 + length(cast(labels as blob))), 0) from moment);
