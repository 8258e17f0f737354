import { join } from 'node:path';
import { listFolder } from './list-folder.ts';
import { pickSensors, type Sensor } from './pick-sensors.ts';
import { readText } from './read-text.ts';

/** Degrees Celsius of the processor: of a labelled sensor, else of a thermal zone; undefined where there is none. `folder` is `/sys/class`. */
export async function readTemperature(folder: string): Promise<number | undefined> {
  const sensors = pickSensors(await listSensors(join(folder, 'hwmon')));
  return (await readMean(sensors)) ?? (await readMean(await pickZone(join(folder, 'thermal'))));
}

async function listSensors(folder: string): Promise<Sensor[]> {
  const sensors: Sensor[] = [];
  for (const chip of await listFolder(folder))
    for (const name of await listFolder(join(folder, chip))) {
      const input = /^(temp\d+)_label$/.exec(name)?.[1];
      if (input === undefined) continue;
      const label = (await readText(join(folder, chip, name))).trim();
      sensors.push({ label, file: join(folder, chip, `${input}_input`) });
    }
  return sensors;
}

/** The zone that says it is the processor's, as on small boards; else the first, which is the nearest there is to it. */
async function pickZone(folder: string): Promise<Sensor[]> {
  const names = (await listFolder(folder)).filter(name => name.startsWith('thermal_zone'));
  const types = await Promise.all(names.map(name => readText(join(folder, name, 'type'))));
  const own = types.findIndex(type => type.toLowerCase().includes('cpu'));
  const name = names[own] ?? names.find(name => name === 'thermal_zone0');
  return name === undefined ? [] : [{ label: name, file: join(folder, name, 'temp') }];
}

/** The files hold thousandths of a degree; a sensor that is asleep gives an error instead. */
async function readMean(sensors: readonly Sensor[]): Promise<number | undefined> {
  const texts = await Promise.all(sensors.map(({ file }) => readText(file)));
  const degrees = texts.filter(text => /^-?\d+\s*$/.test(text)).map(text => Number(text) / 1000);
  if (degrees.length === 0) return undefined;
  return Math.round((degrees.reduce((a, b) => a + b) / degrees.length) * 10) / 10;
}
