import { jest } from '@jest/globals';
import { indexRequested } from '@equipoise/contracts';
import { hasKafka, KafkaBroker } from '@equipoise/testing';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { EXPERIMENT, TwoServices, until } from './support/two-services.js';

jest.setTimeout(240_000);
const PREFIX = 'team-a.';
const TOPIC = `${PREFIX}experiments.index-requested.v1`;

(hasKafka() ? describe : describe.skip)('a Kafka broker between two services', () => {
  let broker: KafkaBroker;
  let services: TwoServices;
  let kafka: Kafka;
  const waiting = async (): Promise<number> => {
    const [row] = await services.ofAsker<{ n: number }>(
      "SELECT count(*)::int AS n FROM experiments_jobs.job WHERE name = 'outbox' AND state <> 'completed'",
    );
    return row?.n ?? 0;
  };

  beforeAll(async () => {
    broker = await KafkaBroker.start();
    services = await TwoServices.start({ KAFKA_BROKERS: broker.address, KAFKA_PREFIX: PREFIX });
    kafka = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING });
    await services.publish(110);
    await until(() => services.indexer.handled.includes(110));
  });
  afterAll(async () => {
    await services.stop();
    await broker.stop();
  });

  it('holds a topic for each event that travels, as the contracts say', async () => {
    const admin = kafka.admin();
    await admin.connect();
    const topics = await admin.listTopics();
    expect(topics).toContain(TOPIC);
    expect(topics).toContain('team-a.inference.answers-ready.v1');
    // What a service tells only itself does not travel.
    expect(topics).not.toContain('team-a.experiments.analysis-requested.v1');
    const { topics: described } = await admin.fetchTopicMetadata({ topics: [TOPIC] });
    expect(described[0]?.partitions).toHaveLength(6);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: TOPIC, configNames: ['retention.ms'] }],
    });
    expect(resources[0]?.configEntries[0]?.configValue).toBe(String(7 * 24 * 3_600_000));
    await admin.disconnect();
  });

  it('carries the id of a message as a header, keyed by its experiment', async () => {
    const consumer = kafka.consumer({ groupId: 'an-onlooker', maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
    const seen = new Promise<{ key: string; id: string; value: string }>((resolve) => {
      void consumer.run({
        eachMessage: async ({ message }) => {
          resolve({
            key: String(message.key),
            id: String(message.headers?.['message-id']),
            value: String(message.value),
          });
        },
      });
    });
    const { key, id, value } = await seen;
    await consumer.disconnect();
    expect(key).toBe(EXPERIMENT);
    expect(indexRequested.parse(JSON.parse(value))).toMatchObject({ id, experimentId: EXPERIMENT });
  });

  it('may send a message that is no event: it goes to the dead letters and holds up nothing', async () => {
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({
      topic: TOPIC,
      messages: [
        { key: EXPERIMENT, value: 'not JSON' },
        { key: EXPERIMENT, value: '{"id":7}' },
      ],
    });
    await producer.disconnect();
    await services.publish(120);
    await until(() => services.indexer.handled.includes(120));
    const dead = await services.ofIndexer<{ data: { text: string } }>(
      "SELECT data FROM retrieval_jobs.job WHERE name = 'dead-letters'",
    );
    expect(dead.map(({ data }) => data.text).sort()).toEqual(['not JSON', '{"id":7}']);
  });

  it('may be away: events wait in the outbox, and all arrive once when it is back', async () => {
    await broker.down('SIGKILL');
    const batch = Array.from({ length: 300 }, (_, i) => 200 + i);
    for (const tokens of batch) await services.publish(tokens);
    expect(await waiting()).toBe(batch.length);
    await broker.up();
    await until(async () => (await waiting()) === 0);
    await until(() => batch.every((tokens) => services.indexer.handled.includes(tokens)));
    expect(services.indexer.handled.filter((tokens) => tokens >= 200)).toHaveLength(batch.length);
  });

  it('may be away when a service starts, which works meanwhile', async () => {
    await services.stopIndexer();
    await broker.down();
    await services.startIndexer();
    await services.publish(130);
    expect(await services.ofIndexer('SELECT 1 FROM retrieval.asked LIMIT 1')).toHaveLength(1);
    await broker.up();
    await until(() => services.indexer.handled.includes(130));
  });

  it('delivers what was published while the subscriber was away', async () => {
    await services.stopIndexer();
    await services.publish(131);
    await until(async () => (await waiting()) === 0);
    await services.startIndexer();
    await until(() => services.indexer.handled.includes(131));
  });
});
