/** Markup that may enter a page as it is; every other text is escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | number | Html | readonly Html[];

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITY[character] ?? '');
}

/** Numbers kept on one line with what belongs to them: `95 %`, `p = 0.012`, `0.1 to 0.5`. */
export function unbroken(text: string): string {
  return text
    .replace(/(\d) %/g, '$1\u00a0%')
    .replace(/\bp ([=<]) /g, 'p\u00a0$1\u00a0')
    .replace(/(\d) to (?=[−\d])/g, '$1\u00a0to\u00a0');
}

/** Template tag: markup from the template, escaped texts, and markup made by this tag before. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = template.map((text, i) => text + markupOf(parts[i] ?? ''));
  return new Html(markup.join(''));
}

export const NO_MARKUP = new Html('');

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(({ markup }) => markup).join('\n');
  return escapeHtml(String(part));
}
