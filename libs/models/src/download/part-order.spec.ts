import { inNumericOrder } from './part-order.js';

describe(inNumericOrder.name, () => {
  it('compares runs of digits as numbers', () => {
    const paths = [
      'p10/data/part10.bin',
      'p2/data/part02.bin',
      'p1/data/part11.bin',
      'p1/data/part9.bin',
    ];
    expect(inNumericOrder(paths, (path) => path)).toEqual([
      'p1/data/part9.bin',
      'p1/data/part11.bin',
      'p2/data/part02.bin',
      'p10/data/part10.bin',
    ]);
  });
});
