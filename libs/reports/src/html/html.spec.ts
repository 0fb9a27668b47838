import { escapeHtml, html, unbroken } from './html.js';

describe(html, () => {
  it('escapes every text and number that enters a template', () => {
    const hostile = `<script>alert("1")</script>'&`;
    expect(html`<p title="${hostile}">${hostile}${1}</p>`.markup).toBe(
      `<p title="${escapeHtml(hostile)}">${escapeHtml(hostile)}1</p>`,
    );
    expect(escapeHtml(hostile)).toBe('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;');
  });

  it('lets markup of its own in, one by one or as a list', () => {
    const items = ['a', '<b>'].map((text) => html`<i>${text}</i>`);
    expect(html`<b>${items}</b>${html`<wbr />`}`.markup).toBe(
      '<b><i>a</i>\n<i>&lt;b&gt;</i></b><wbr />',
    );
  });
});

describe(unbroken, () => {
  it('keeps a number with its sign of percent, its p and its range', () => {
    expect(unbroken('95 % interval −0.5 to 0.1, p < 0.001')).toBe(
      '95\u00a0% interval −0.5\u00a0to\u00a00.1, p\u00a0<\u00a00.001',
    );
  });
});
