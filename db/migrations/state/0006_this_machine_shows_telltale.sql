-- How the server itself is stands below the first row of This machine, where that row is as it was made.
UPDATE dashboard SET
  version = version + 1,
  definition = json_set(definition, '$.panels', json((
    SELECT json_group_array(json(panel) ORDER BY place) FROM (
      SELECT value AS panel, key AS place FROM json_each(definition, '$.panels')
      UNION ALL
      SELECT '{"kind":"telltale","id":"telltale","title":"Telltale itself","w":24,"h":6}', 4.5
    )
  )))
WHERE slug = 'this-machine'
  AND (SELECT group_concat(json_extract(value, '$.id') ORDER BY key)
       FROM json_each(definition, '$.panels') WHERE key < 5) = 'cpu,memory,requests,event-loop,readings'
  AND NOT EXISTS (
    SELECT 1 FROM json_each(definition, '$.panels')
    WHERE json_extract(value, '$.kind') = 'telltale' OR json_extract(value, '$.id') = 'telltale');
