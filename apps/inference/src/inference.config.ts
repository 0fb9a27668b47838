import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

/** Environment of the inference service, beside what every service shares. */
export class InferenceConfig extends configFrom(
  z.object({
    /** Chunks of answers worked on at once by this process. */
    ANSWER_CHUNKS: z.coerce.number().int().min(1).max(64).default(4),
    /** Longest wait for what 100 questions are to be answered from, milliseconds. */
    CONTEXTS_DEADLINE_MS: z.coerce.number().int().positive().default(300_000),
    /** Tries of one call to an endpoint before it counts as unavailable, the first included. */
    ENDPOINT_TRIES: z.coerce.number().int().min(1).max(20).default(5),
    /** Longest wait before the second try, milliseconds; doubles from try to try, up to 20 s. */
    ENDPOINT_BACKOFF_MS: z.coerce.number().int().min(1).default(500),
    /** Folder of downloaded models; default: `equipoise` in the user's cache folder. */
    EQUIPOISE_CACHE: z.string().optional(),
    /** The user's cache folder; default: `~/.cache`. */
    XDG_CACHE_HOME: z.string().optional(),
    /** Processor cores for local models; default: all. */
    LOCAL_MODEL_THREADS: z.coerce.number().int().min(1).optional(),
    /** `auto`: local models use the best GPU that a build of llama.cpp is installed for. */
    LOCAL_MODEL_GPU: z.enum(['cpu', 'auto']).default('cpu'),
    /** Most memory of loaded local models, bytes; default: half of what the process may use. */
    LOCAL_MODEL_MEMORY_BYTES: z.coerce.number().int().positive().optional(),
  }),
) {}
