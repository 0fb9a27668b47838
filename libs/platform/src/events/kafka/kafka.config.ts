import { z } from 'zod';
import { configFrom } from '../../config/config-from.js';

/** `a:9092, b:9092` as a list. */
const brokers = z
  .string()
  .transform((text) => text.split(',').map((broker) => broker.trim()))
  .pipe(
    z.array(z.string().regex(/^[^\s:/]+:\d+$/, 'must be host:port, several separated by commas')),
  );

/** Environment of the connection to Kafka. */
export class KafkaConfig extends configFrom(
  z.object({
    /**
     * Kafka brokers, `host:port`, separated by commas. Absent: all services share one PostgreSQL and
     * events travel inside it.
     */
    KAFKA_BROKERS: brokers.optional(),
    /** Whether brokers are spoken to over TLS. */
    KAFKA_TLS: z.stringbool().default(false),
    /** How to log in to the brokers; absent: not at all. */
    KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
    KAFKA_SASL_USERNAME: z.string().default(''),
    KAFKA_SASL_PASSWORD: z.string().default('').meta({ secret: true }),
    /** Put before every topic and consumer group, so that installations may share brokers. */
    KAFKA_PREFIX: z
      .string()
      .regex(/^[A-Za-z0-9._-]*$/, 'may hold letters, digits, dots, hyphens and underscores')
      .default(''),
    /** Whether missing topics are created at start. */
    KAFKA_CREATE_TOPICS: z.stringbool().default(true),
    /** Copies of each topic that is created. */
    KAFKA_REPLICATION_FACTOR: z.coerce.number().int().min(1).default(1),
  }),
) {}
