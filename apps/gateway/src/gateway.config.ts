import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

/** Environment of the gateway; where the other services listen is in the platform's PeersConfig. */
export class GatewayConfig extends configFrom(
  z.object({
    /** Address that the REST API listens on. */
    HOST: z.string().default('127.0.0.1'),
    /** Its port; 0 takes a free one. */
    PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    /** Largest JSON or YAML body, bytes. */
    MAX_BODY_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(2 * 1024 * 1024),
    /** Largest uploaded file, bytes. */
    MAX_UPLOAD_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(20 * 1024 ** 3),
    /** Longest import of a dataset or of labels, milliseconds. */
    IMPORT_DEADLINE_MS: z.coerce
      .number()
      .int()
      .positive()
      .default(2 * 3600_000),
  }),
) {}
