import { join } from 'node:path';
import { createFolder, findMissing, startDaemon } from '../../../app/testing/daemon.ts';
import { freePort } from '../../../app/testing/real-server.ts';
import { MEASUREMENT } from '../body-format.ts';
import { restingDiskBytes } from '../disk-bytes.ts';
import type { Engine, Reads } from '../engine.ts';
import { lineProtocol } from '../line-protocol.ts';
import { READ_RANGE } from '../read-range.ts';
import { FIELDS } from '../walk.ts';
import { endOf, lineName, type Workload } from '../workload.ts';

/** Without writes for so long, what is in memory and log is written as files: 10 minutes by default. */
const COLD_SECONDS = 3;
/** And the files are merged: 4 hours by default. */
const FULL_SECONDS = 5;
const QUIET_MS = 2 * FULL_SECONDS * 1000;

/** InfluxDB 1.x without its request log and its readings of itself. It syncs its log for each request. */
export const influxdb: Engine = {
  name: 'influxdb',
  format: lineProtocol,
  missing: () => findMissing('influxd', 'influxdb'),
  async start(workload) {
    const [port, rpcPort, folder] = [await freePort(), await freePort(), createFolder()];
    const url = `http://127.0.0.1:${port}`;
    const dataDir = join(folder, 'influxdb');
    const { pid, dispose } = await startDaemon({
      command: 'influxd',
      args: ['run', '-config', '/dev/null'],
      env: {
        INFLUXDB_META_DIR: join(dataDir, 'meta'),
        INFLUXDB_DATA_DIR: join(dataDir, 'data'),
        INFLUXDB_DATA_WAL_DIR: join(dataDir, 'wal'),
        INFLUXDB_DATA_CACHE_SNAPSHOT_WRITE_COLD_DURATION: `${COLD_SECONDS}s`,
        INFLUXDB_DATA_COMPACT_FULL_WRITE_COLD_DURATION: `${FULL_SECONDS}s`,
        INFLUXDB_BIND_ADDRESS: `127.0.0.1:${rpcPort}`,
        INFLUXDB_HTTP_BIND_ADDRESS: `127.0.0.1:${port}`,
        INFLUXDB_HTTP_LOG_ENABLED: 'false',
        INFLUXDB_MONITOR_STORE_ENABLED: 'false',
        INFLUXDB_REPORTING_DISABLED: 'true',
      },
      folder,
      readyUrl: `${url}/ping`,
    });
    await fetch(`${url}/query`, { method: 'POST', body: new URLSearchParams({ q: 'CREATE DATABASE bench' }) });
    return {
      pid,
      dataDir,
      dispose,
      write: { url: `${url}/write?db=bench&precision=ms` },
      reads: readsOf(url, workload),
      settle: () => restingDiskBytes(dataDir, QUIET_MS),
    };
  },
};

function readsOf(url: string, workload: Workload): Reads {
  const endMs = endOf(workload);
  const since = `time > ${endMs - READ_RANGE.spanMs}ms and time <= ${endMs}ms`;
  const query = (q: string) => () => fetch(`${url}/query?${new URLSearchParams({ db: 'bench', epoch: 'ms', q })}`);
  return {
    latest: query(`select last(*) from ${MEASUREMENT} group by line`),
    range: query(
      `select min(${FIELDS[0]}), max(${FIELDS[0]}), last(${FIELDS[0]}) from ${MEASUREMENT} ` +
        `where line = '${lineName(0)}' and ${since} group by time(${READ_RANGE.stepMs}ms) fill(none)`,
    ),
  };
}
