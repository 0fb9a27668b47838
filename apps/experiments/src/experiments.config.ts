import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

/** Environment of this service alone; PlatformConfig and PeersConfig hold what all share. */
export class ExperimentsConfig extends configFrom(
  z.object({
    /** Chunks of one experiment in flight at once: bounds memory and how quickly a cancel takes hold. */
    CHUNKS_IN_FLIGHT: z.coerce.number().int().min(1).max(1000).default(16),
    /** Fine-tunes of one experiment requested at once; those after them wait for the GPU-hour budget. */
    FINE_TUNES_IN_FLIGHT: z.coerce.number().int().min(1).max(1000).default(4),
    /** Questions of one chunk where all models are remote endpoints. */
    REMOTE_CHUNK_QUESTIONS: z.coerce.number().int().min(1).max(1000).default(64),
    /** Questions of one chunk where a local model answers. */
    LOCAL_CHUNK_QUESTIONS: z.coerce.number().int().min(1).max(1000).default(4),
  }),
) {}
