// An OpenAI-compatible endpoint that takes its time and does nothing else; it runs in a process of its
// own, so that its work is not counted as ours. Tells its parent where it listens and what it was asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [delay = '50', spread = '0'] = process.argv.slice(2);
const STEPS = '1. Read the question.\n2. Compare the answers.\n3. Choose the score that fits.';

/** The judge writes its steps and says 4; every answer is another one, so that no form repeats. */
function replyTo(body: string): string {
  const isJudge = body.includes('"model":"judge"');
  const isForm = body.includes('Evaluation Form');
  const content = isForm ? '4' : isJudge ? STEPS : `Answer number ${calls}.`;
  return JSON.stringify({
    id: 'mock',
    object: 'chat.completion',
    model: 'mock',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 200, completion_tokens: 5, total_tokens: 205 },
  });
}

let calls = 0;
let seed = 1;

/** Evenly spread around the delay, the same in every run. */
function delayMs(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Number(delay) * (1 + Number(spread) * ((2 * seed) / 2 ** 32 - 1));
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (piece: Buffer) => (body += piece.toString()));
  request.once('end', () => {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'application/json');
      response.end('{"object":"list","data":[]}');
      return;
    }
    calls += 1;
    const reply = replyTo(body);
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(reply);
    }, delayMs());
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
});
process.on('message', () => process.send?.({ calls }));
process.on('disconnect', () => process.exit());
