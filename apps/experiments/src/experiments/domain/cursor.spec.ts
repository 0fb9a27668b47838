import { decodeCursor, encodeCursor, pageSize } from './cursor.js';
import { InvalidCursorError, InvalidLimitError } from './experiments.errors.js';

const ID = '5f0c8a54-0c29-4c1a-9a15-6b6f3f2f7f01';

describe(decodeCursor, () => {
  it('gives back the place that was encoded, and none at the beginning', () => {
    expect(decodeCursor(encodeCursor([ID, 'accuracy', 3]), ['uuid', 'text', 'number'])).toEqual([
      ID,
      'accuracy',
      3,
    ]);
    expect(decodeCursor('', ['number'])).toBeUndefined();
  });

  it.each([
    ['not base64 of JSON', '%%%'],
    ['of another list', encodeCursor([1, 2])],
    ['of another kind', encodeCursor(['x'])],
    ['no list', Buffer.from('{}').toString('base64url')],
  ])('refuses one that is %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, ['number'])).toThrow(InvalidCursorError);
  });

  it('refuses dates and ids that PostgreSQL would not take', () => {
    expect(() => decodeCursor(encodeCursor(['soon']), ['date'])).toThrow(InvalidCursorError);
    expect(() => decodeCursor(encodeCursor(['1']), ['uuid'])).toThrow(InvalidCursorError);
  });
});

describe(pageSize, () => {
  it('is 50 unless asked otherwise, and at most 200', () => {
    expect([0, 1, 200].map(pageSize)).toEqual([50, 1, 200]);
    for (const limit of [-1, 201]) expect(() => pageSize(limit)).toThrow(InvalidLimitError);
  });
});
