/** A temperature that the kernel knows under a label, and the file that holds it. */
export interface Sensor {
  readonly label: string;
  readonly file: string;
}

/**
 * What stands for the processor, best first. AMD's Tctl may be set off for the sake of the fan; Tdie, where there is one, is not.
 * A package is preferred to its cores, of which the mean is taken.
 */
const LABELS: readonly RegExp[] = [/^tdie$/, /^tctl$/, /package|physical|^tccd1$/];
const CORE_LABEL = /^core/;

/** The sensors whose mean is the temperature of the processor; none if no label tells. */
export function pickSensors(sensors: readonly Sensor[]): readonly Sensor[] {
  for (const pattern of LABELS) {
    const sensor = sensors.find(({ label }) => pattern.test(label.toLowerCase()));
    if (sensor) return [sensor];
  }
  return sensors.filter(({ label }) => CORE_LABEL.test(label.toLowerCase()));
}
