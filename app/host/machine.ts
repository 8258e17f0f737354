/** What the sources ask about a machine. A rate is undefined at first, as it has no past, and where the machine does not say. */
export interface Machine {
  cpuLoad(): Promise<CpuLoad | undefined>;
  memory(): Promise<Memory>;
  /** File systems that hold files of their own, one per device. */
  disks(): Promise<readonly Disk[]>;
  diskTraffic(): Promise<DiskTraffic>;
  /** Network interfaces that are up. */
  links(): Promise<readonly Link[]>;
  cpuTemperatureCelsius(): Promise<number | undefined>;
}

/** Shares of the time since the last question, all cores together but for `corePercent`, which goes by the name of the core. */
export interface CpuLoad {
  readonly busyPercent: number;
  readonly userPercent: number;
  readonly systemPercent: number;
  readonly stealPercent: number;
  readonly corePercent: ReadonlyMap<string, number>;
}

export interface Memory {
  readonly usedBytes: number;
  readonly totalBytes: number;
  readonly swapUsedBytes: number;
  readonly swapTotalBytes: number;
}

export interface Disk {
  readonly mount: string;
  readonly usedBytes: number;
  readonly sizeBytes: number;
}

export interface DiskTraffic {
  readonly readBytesPerSecond: number | undefined;
  readonly writtenBytesPerSecond: number | undefined;
}

export interface Link {
  readonly name: string;
  readonly receivedBytesPerSecond: number | undefined;
  readonly sentBytesPerSecond: number | undefined;
}
