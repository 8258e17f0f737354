-- From now on a tally goes with the last line that it counts.
delete from tally where count <= 0;
