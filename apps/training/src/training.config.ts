import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

/** Environment of the training service, beside what every service shares. */
export class TrainingConfig extends configFrom(
  z.object({
    /** Folder of work in progress and of finished adapters; inference reads the adapters there. */
    TRAINING_DIR: z
      .string()
      .min(1)
      .default(() => join(homedir(), '.local', 'share', 'equipoise', 'training')),
    /** Folder of everything downloaded; default: `equipoise` in the user's cache folder. */
    EQUIPOISE_CACHE: z.string().optional(),
    /** The user's cache folder; default: `~/.cache`. */
    XDG_CACHE_HOME: z.string().optional(),
    /** What trains: a process of this machine, Jobs on a Kubernetes cluster, or a provider's API. */
    TRAINER_BACKEND: z.enum(['trl-local', 'kubernetes', 'openai-fine-tuning']).default('trl-local'),
    /** Trainers that this process runs at once; other requests wait. */
    TRAINING_CONCURRENCY: z.coerce.number().int().min(1).default(1),
    /**
     * Python interpreter that has the packages of `requirements.txt` in these very versions; absent:
     * an environment of our own is made on first use.
     */
    TRAINER_PYTHON: z.string().min(1).optional(),
    /** Package index asked for torch first, e.g. one with CPU builds; default: pip's own settings. */
    TORCH_INDEX_URL: z.url().optional(),
    /** Where the trainer computes: `cpu` in fp32, `cuda` (one GPU) in bf16. */
    TRAINER_DEVICE: z.enum(['cpu', 'cuda']).default('cpu'),
    /** Threads of a trainer on the CPU. */
    TRAINER_THREADS: z.coerce
      .number()
      .int()
      .min(1)
      .default(() => availableParallelism()),
    /** Most examples in the device's memory at once; the rest of a batch is accumulated. */
    TRAINER_MAX_DEVICE_BATCH: z.coerce.number().int().min(1).default(4),
    /** Time between checkpoints, seconds: the work that a killed trainer loses. */
    TRAINER_CHECKPOINT_SECONDS: z.coerce.number().min(0).default(60),
    /** Time that a trainer is given to end when asked to, seconds; then it is killed. */
    TRAINER_GRACE_SECONDS: z.coerce.number().min(0).default(10),
  }),
) {}
