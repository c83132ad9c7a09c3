export interface WorkerParameters {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly queues: string;
  readonly role: string;
  readonly folder: string;
  /** JSON array of facts for the recorded extractor. */
  readonly recordedFile: string;
}

/** What a measured process tells of itself, several times a second. */
export interface ProcessReport {
  /** Answers of the recorded extractor so far. */
  readonly files: number;
  readonly rssMb: number;
  readonly cpuS: number;
}
