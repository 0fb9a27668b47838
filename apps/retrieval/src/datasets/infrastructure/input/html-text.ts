import { Parser } from 'htmlparser2';
import { TextBuilder } from './text-builder.js';

const UNREAD = new Set(['script', 'style']);

/** The text of a stretch of HTML, entities decoded; unclosed elements do no harm. */
export function htmlText(html: string): string {
  const builder = new TextBuilder();
  let unread = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      if (UNREAD.has(name)) unread += 1;
      builder.tag(name);
    },
    onclosetag: (name) => {
      if (UNREAD.has(name)) unread -= 1;
      builder.tag(name);
    },
    ontext: (text) => {
      if (unread === 0) builder.add(text.replaceAll('\n', ' '));
    },
  });
  parser.end(html);
  return builder.result();
}
