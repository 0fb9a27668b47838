import { z } from 'zod';
import { configFrom } from '../config/config-from.js';

/** Where the other services listen: `dns:///host:port`, `host:port` or `unix:<path>`. */
export class PeersConfig extends configFrom(
  z.object({
    EXPERIMENTS_URL: z.string().default('dns:///experiments:50051'),
    RETRIEVAL_URL: z.string().default('dns:///retrieval:50051'),
    TRAINING_URL: z.string().default('dns:///training:50051'),
    INFERENCE_URL: z.string().default('dns:///inference:50051'),
    JUDGING_URL: z.string().default('dns:///judging:50051'),
    /** Default deadline of a call between services, milliseconds. */
    GRPC_DEADLINE_MS: z.coerce.number().int().positive().default(30_000),
  }),
) {}
