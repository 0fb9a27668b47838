/**
 * Environment of every Python program here.
 *
 * @param threads of the CPU kernels; threads that spin while they wait made a step three times longer
 */
export function trainerVariables(threads: number): Record<string, string> {
  return {
    OMP_NUM_THREADS: String(threads),
    OMP_WAIT_POLICY: 'passive',
    GOMP_SPINCOUNT: '0',
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
    TOKENIZERS_PARALLELISM: 'false',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}
