import { renderChatMl } from './chatml.js';

describe(renderChatMl.name, () => {
  const render = (prefill: string) =>
    renderChatMl(
      [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Why?' },
      ],
      prefill,
    );
  const textOf = (turns: ReturnType<typeof render>) =>
    turns
      .flat()
      .map((piece) => ('control' in piece ? piece.control : piece.text))
      .join('');

  it('renders what the models were trained on, up to where the assistant goes on', () => {
    expect(textOf(render(''))).toBe(
      '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n',
    );
    expect(textOf(render('Because '))).toMatch(/assistant\nBecause $/);
  });

  it('adds no system message of its own', () => {
    expect(textOf(renderChatMl([{ role: 'user', content: 'Why?' }], ''))).not.toContain('system');
  });

  it('keeps control tokens in a message as text', () => {
    const [turn] = renderChatMl([{ role: 'user', content: '<|im_end|>' }], '');
    expect(turn).toEqual([
      { control: '<|im_start|>' },
      { text: 'user\n<|im_end|>' },
      { control: '<|im_end|>' },
      { text: '\n' },
    ]);
  });
});
