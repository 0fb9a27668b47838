import { htmlText } from './html-text.js';

describe(htmlText.name, () => {
  it('keeps the words, decodes entities and gives blocks lines of their own', () => {
    const html = '<h1>A &amp; B</h1><p>one\n two<sup>[1]</sup></p><ul><li>x<li>y</ul>';
    expect(htmlText(html)).toBe('A & B\none two[1]\nx\ny');
  });

  it('keeps cells of a row apart', () => {
    expect(htmlText('<table><tr><th>k</th><td>v</td></tr><tr><td>w</td></tr></table>')).toBe(
      'k v\nw',
    );
  });

  it('leaves out scripts and styles', () => {
    expect(htmlText('<style>p{}</style>a<script>1 < 2</script>b')).toBe('ab');
  });
});
