import { z } from 'zod';
import { configFrom } from './config-from.js';

/** Environment that every service with a database shares. */
export class PlatformConfig extends configFrom(
  z.object({
    /** PostgreSQL of this service; it uses the schemas `<service>` and `<service>_jobs` there. */
    DATABASE_URL: z.url(),
    /** Most PostgreSQL connections of this service. */
    DATABASE_POOL: z.coerce.number().int().min(2).default(8),
    /** Where gRPC listens: `host:port`, or `unix:<path>`. */
    GRPC_URL: z.string().default('0.0.0.0:50051'),
    /** Port of health checks; absent: none. */
    HTTP_PORT: z.coerce.number().int().min(0).optional(),
    /** How often an idle queue is looked at for jobs that nobody announces, as those tried again, seconds. */
    JOB_POLL_SECONDS: z.coerce.number().min(0.5).default(5),
    /**
     * Whether no other process works on this database. Jobs that are under way when it starts belong
     * to one that died then, and are taken up at once, not after their heartbeats were missed.
     */
    SOLE_PROCESS: z.stringbool().default(false),
  }),
) {}
