/** What decides whether and how fast a GPU trains. */
export interface GpuType {
  /** Usable memory, GiB. */
  readonly memoryGib: number;
  /** Dense 16-bit peak, TFLOP/s, of NVIDIA's data sheet. */
  readonly peakTflops: number;
  /** Share of that peak which fine-tuning with adapters reaches. */
  readonly utilisation: number;
}

/** The types that need no numbers of their own in a pool. */
export const GPU_TYPES: Readonly<Record<string, GpuType>> = {
  'h100-80': { memoryGib: 79, peakTflops: 989, utilisation: 0.35 },
  'a100-80': { memoryGib: 79, peakTflops: 312, utilisation: 0.45 },
};
