import { readResultLosses } from './result-losses.js';

const CSV = `step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy
1,1.52347,0.0,,
2,0.57719,0.0,,
`;
const POINTS = [
  { step: 1, loss: 1.52347, learningRate: null },
  { step: 2, loss: 0.57719, learningRate: null },
];

describe(readResultLosses.name, () => {
  it.each([
    ['plain', CSV],
    ['in Base64', Buffer.from(CSV).toString('base64')],
    ['with a byte order mark and Windows line ends', `\ufeff${CSV.replaceAll('\n', '\r\n')}`],
    ['with rows that have no loss, or come twice', `${CSV}3,,,,\n2,0.57719,0.0,,\nx,1,,,\n`],
  ])('reads a result file %s', (_, content) => {
    expect(readResultLosses(content)).toEqual(POINTS);
  });

  it.each(['', 'something else', 'step,valid_loss\n1,2\n'])('finds nothing in %j', (content) => {
    expect(readResultLosses(content)).toEqual([]);
  });
});
