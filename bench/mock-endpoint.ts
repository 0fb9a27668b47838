// An OpenAI-compatible endpoint that takes its time and does nothing else; it runs in a process of its
// own, so that its work is not counted as ours. Tells its parent where it listens and what it was asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [delay = '50', spread = '0'] = process.argv.slice(2);
const REPLY = JSON.stringify({
  id: 'mock',
  object: 'chat.completion',
  model: 'mock',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: '4' } }],
  usage: { prompt_tokens: 200, completion_tokens: 1, total_tokens: 201 },
});

let calls = 0;
let seed = 1;

/** Evenly spread around the delay, the same in every run. */
function delayMs(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Number(delay) * (1 + Number(spread) * ((2 * seed) / 2 ** 32 - 1));
}

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'application/json');
      response.end('{"object":"list","data":[]}');
      return;
    }
    calls += 1;
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(REPLY);
    }, delayMs());
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
});
process.on('message', () => process.send?.({ calls }));
process.on('disconnect', () => process.exit());
