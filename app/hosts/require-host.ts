import { HOST_LABEL } from '../dashboards/machine-panels.ts';
import type { History, Latest } from '../history/history.ts';
import { HttpError } from '../http/http-error.ts';

/** The newest of what each machine says of itself. @throws HttpError 404 for a name that none has. */
export async function requireHost(history: Pick<History, 'latest'>, name: string): Promise<Latest | undefined> {
  const labels = { [HOST_LABEL]: name };
  const { series } = await history.latest({
    metrics: ['host_info', 'host_cpu_percent', 'host_memory_used_bytes'],
    labels,
  });
  if (name === '' || series.length === 0)
    throw new HttpError(404, `No machine called "${name}" has sent anything. The page Hosts lists those that have.`);
  return series.find(({ metric }) => metric === 'host_info');
}
