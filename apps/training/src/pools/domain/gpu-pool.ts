/** Nodes of one kind that take training jobs. */
export interface GpuPool {
  /** Unique. */
  readonly name: string;
  /** Logical type, e.g. `h100-80`. */
  readonly gpuType: string;
  readonly gpusPerNode: number;
  /** Most GPUs that one job may take, 1 to `gpusPerNode`. */
  readonly maxGpusPerJob: number;
  /** Memory of one GPU, GiB. */
  readonly gpuMemoryGib: number;
  readonly usdPerGpuHour: number;
  /** Dense 16-bit peak of one GPU, TFLOP/s. */
  readonly peakTflops: number;
  /** Share of the peak that training reaches, (0, 1]. */
  readonly utilisation: number;
  /** Labels that its nodes carry. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  /** Extended resource that a GPU is, e.g. `nvidia.com/gpu`. */
  readonly resourceName: string;
  /** Whether nodes are only made when a job needs them: none may be there yet. */
  readonly scaleFromZero: boolean;
  /** Kueue LocalQueue; absent where the cluster has no Kueue. */
  readonly queue: string | undefined;
  /** Kueue WorkloadPriorityClass with a queue, Kubernetes PriorityClass without. */
  readonly priorityClass: string | undefined;
}

/** As in a pod. */
export interface Toleration {
  readonly key: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string | undefined;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute' | undefined;
}
