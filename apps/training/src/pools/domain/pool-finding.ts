/** Something about a pool that a cluster does not bear out. */
export interface PoolFinding {
  /** `blocking`: no job is placed there. */
  readonly severity: 'blocking' | 'warning';
  /** For a person: what is wrong, and the way out. */
  readonly message: string;
}

/** What a cluster has of a pool. */
export interface PoolStatus {
  readonly findings: readonly PoolFinding[];
  /** GPUs of all its nodes; undefined when they cannot be counted. */
  readonly gpus: number | undefined;
  /** Most GPUs that its queue ever gives at once; undefined where there is no queue or none is found. */
  readonly quota: number | undefined;
}
