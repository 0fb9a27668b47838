import { allEvents } from '@equipoise/contracts';
import { REMEMBERED_SECONDS } from './queues.js';

describe('a finished job', () => {
  it.each(allEvents().map(({ topic, topicSettings }) => [topic, topicSettings.retentionHours]))(
    'of %s is remembered longer than a broker keeps its message',
    (_topic, retentionHours) => {
      expect(retentionHours * 3600).toBeLessThan(REMEMBERED_SECONDS);
    },
  );
});
