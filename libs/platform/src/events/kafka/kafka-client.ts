import { Logger } from '@nestjs/common';
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import type { KafkaConfig } from './kafka.config.js';

/** A client of the configured brokers. `name` is how they see it. */
export function kafkaClient(config: KafkaConfig, name: string): Kafka {
  const logger = new Logger('Kafka');
  const sasl = saslOf(config);
  return new Kafka({
    clientId: name,
    brokers: config.KAFKA_BROKERS ?? [],
    ssl: config.KAFKA_TLS,
    ...(sasl ? { sasl } : {}),
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    // Few tries inside the client: whoever uses it waits for the broker as long as it takes, and says so once.
    retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 2_000 },
    logLevel: logLevel.WARN,
    // The client reports every attempt of every connection; a person needs to know of the outage only.
    logCreator: () => (entry) => {
      const { message, error } = entry.log as { message: string; error?: string };
      logger.debug({ msg: message, client: entry.namespace, reason: error });
    },
  });
}

function saslOf(config: KafkaConfig): SASLOptions | undefined {
  const { KAFKA_SASL_MECHANISM: mechanism } = config;
  if (mechanism === undefined) return undefined;
  return {
    mechanism,
    username: config.KAFKA_SASL_USERNAME,
    password: config.KAFKA_SASL_PASSWORD,
  };
}
