-- Other machines send readings of the same names, with a label `host`. This machine shows those without one.
UPDATE dashboard SET
  version = version + 1,
  definition =
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(definition,
      '"host_cpu_percent"', '"host_cpu_percent{host=\"\"}"'),
      '"host_memory_used_bytes"', '"host_memory_used_bytes{host=\"\"}"'),
      '"host_memory_total_bytes"', '"host_memory_total_bytes{host=\"\"}"'),
      '"host_cpu_mode_percent{mode=', '"host_cpu_mode_percent{host=\"\",mode='),
      '"host_network_bytes_per_second"', '"host_network_bytes_per_second{host=\"\"}"'),
      '"host_cpu_core_percent"', '"host_cpu_core_percent{host=\"\"}"'),
      '"host_disk_bytes_per_second"', '"host_disk_bytes_per_second{host=\"\"}"'),
      '"host_load"', '"host_load{host=\"\"}"'),
      '"host_disk_used_percent"', '"host_disk_used_percent{host=\"\"}"'),
      '"host_disk_size_bytes"', '"host_disk_size_bytes{host=\"\"}"')
WHERE slug = 'this-machine';
