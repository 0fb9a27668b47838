import { type TextTable } from '../content/text-table.js';

/** Any text as literal text on one line: no markup of its own, no HTML, no table cell's end. */
export function inline(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*_[\]<>#|~&]/g, (character) =>
      character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
    );
}

/** A text of several lines as a block quote. */
export function quoted(text: string): string {
  const lines = text === '' ? ['(empty)'] : text.split('\n');
  return lines.map((line) => `> ${inline(line)}`.trimEnd()).join('\n');
}

export function listOf(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A code block whose fence is longer than any run of backticks inside. */
export function fenced(language: string, text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** A table with its caption above; nothing where it has no rows. */
export function tableOf({ caption, columns, rows }: TextTable): string {
  if (rows.length === 0) return '';
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [
    inline(caption),
    '',
    line(columns.map(({ title }) => inline(title))),
    line(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(inline))),
  ].join('\n');
}
