/** Elements that begin a new line of text. */
const BLOCKS = new Set(
  'address article blockquote br caption dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
);

/** Puts together the text of marked-up pages: blocks on lines of their own, cells apart by a space. */
export class TextBuilder {
  private text = '';

  add(text: string): void {
    this.text += text;
  }

  /** Begins or ends an element, by its lower-case name. */
  tag(name: string): void {
    this.text += BLOCKS.has(name) ? '\n' : name === 'td' || name === 'th' ? ' ' : '';
  }

  /** Lines with single spaces between words; no line is blank. */
  result(): string {
    return this.text
      .split('\n')
      .map((line) => line.trim().split(/\s+/).join(' '))
      .filter((line) => line !== '')
      .join('\n');
  }
}
