import { ragMessages } from './rag-frame.js';

describe(ragMessages.name, () => {
  it('numbers the passages, each under its title where it has one, and asks last', () => {
    const messages = ragMessages('Who?', [
      { title: 'Ann', text: 'Ann did it.' },
      { title: '', text: 'She said so.' },
    ]);
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(messages[1]?.content).toBe('[1] Ann\nAnn did it.\n\n[2] She said so.\n\nQuestion: Who?');
  });

  it('speaks of no passages where there are none', () => {
    const [system, user] = ragMessages('Who?', []);
    expect(system?.content).not.toMatch(/passage/);
    expect(user?.content).toBe('Who?');
  });
});
