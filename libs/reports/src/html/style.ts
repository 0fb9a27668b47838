import { Html } from './html.js';

const LIGHT = `
  --page: #ffffff; --panel: #f6f7f9; --text: #1b1f24; --muted: #59636e; --line: #d5dae0;
  --helps: #0072b2; --hurts: #c04a00; --same: #00775a; --open: #6a737d; --band: #e9f1ee;
  --base: #8b949e; --shade-1: #9ecae1; --shade-2: #6baed6; --shade-3: #3182bd; --shade-4: #08519c;
  --shade-5: #08306b;`;

const DARK = `
  --page: #14171b; --panel: #1e2329; --text: #e6e9ed; --muted: #9da7b3; --line: #39414b;
  --helps: #56b4e9; --hurts: #f08a4b; --same: #35c49a; --open: #9da7b3; --band: #1f2f2b;
  --base: #7d8590; --shade-1: #1f5f8b; --shade-2: #2f7fb5; --shade-3: #56a3d6; --shade-4: #8cc4e8;
  --shade-5: #c3e1f5;`;

/**
 * The page's only style sheet. Verdict colours are from the palette of Okabe and Ito, darkened or
 * lightened to a contrast of 4.5 to 1 with the page.
 */
export const STYLE = new Html(`
:root { color-scheme: light dark; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 1160px; margin: 0 auto; padding: 40px 24px 80px; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 12px; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 56px 0 16px; padding-top: 20px; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 32px 0 8px; overflow-wrap: anywhere; }
h4 { font-size: 0.9rem; margin: 16px 0 4px; }
p { margin: 0 0 12px; max-width: 75ch; }
a { color: var(--helps); }
:focus-visible { outline: 2px solid var(--helps); outline-offset: 2px; }
.muted { color: var(--muted); font-size: 0.9rem; }
.answer { margin: 24px 0; padding: 18px 20px; background: var(--panel); border-left: 6px solid var(--open); border-radius: 4px; }
.answer p { font-size: 1.15rem; font-weight: 600; margin: 0; }
.answer.exit-0 { border-color: var(--same); } .answer.exit-1 { border-color: var(--hurts); }
.findings { list-style: none; padding: 0; margin: 0 0 16px; }
.findings li { display: flex; gap: 12px; margin: 0 0 10px; max-width: 85ch; }
.findings svg { flex: none; margin-top: 4px; }
.badge { margin-left: 6px; padding: 1px 8px; border: 1px solid var(--hurts); border-radius: 10px; color: var(--hurts); font-size: 0.8rem; white-space: nowrap; text-decoration: none; }
.warnings li { margin-bottom: 6px; max-width: 80ch; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.82rem; margin: 0 0 24px; }
caption { text-align: left; color: var(--muted); padding: 0 0 8px; font-size: 0.9rem; max-width: 85ch; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; vertical-align: bottom; }
tbody th { min-width: 7.5rem; }
td { overflow-wrap: break-word; }
td.number { white-space: nowrap; } .number { text-align: right; font-variant-numeric: tabular-nums; }
th:last-child, td:last-child { padding-right: 0; } td:nth-child(n + 5):not(.number) { min-width: 6.5rem; }
figure { margin: 0 0 24px; }
figcaption { color: var(--muted); font-size: 0.9rem; margin: 4px 0; }
figcaption strong { color: var(--text); }
svg text { fill: var(--text); font: 13px system-ui, sans-serif; }
svg.forest { display: block; width: 100%; min-width: 900px; height: auto; }
svg .arm { font-weight: 600; paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; } svg .tick { fill: var(--muted); font-size: 12px; text-anchor: middle; }
svg .side { fill: var(--muted); font-size: 12px; } svg .end { text-anchor: end; }
svg .numbers { font-variant-numeric: tabular-nums; white-space: pre; }
svg .value { font-size: 11px; text-anchor: middle; }
.margin-band { fill: var(--band); } .grid { stroke: var(--line); stroke-width: 1; opacity: 0.6; }
.zero { stroke: var(--text); stroke-width: 1.25; }
.whisker { stroke: currentColor; stroke-width: 1.6; fill: none; }
.verdict-helps { color: var(--helps); } .verdict-hurts { color: var(--hurts); }
.verdict-no-practical-difference { color: var(--same); } .verdict-not-enough-evidence { color: var(--open); }
.symbol { fill: currentColor; }
.symbol.verdict-not-enough-evidence { fill: var(--page); stroke: currentColor; stroke-width: 2; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 24px 32px; }
.bars svg { display: block; width: 100%; height: auto; color: var(--text); }
.bar.shade-base, .swatch.shade-base { fill: var(--base); background: var(--base); }
${[1, 2, 3, 4, 5].map((i) => `.shade-${i} { fill: var(--shade-${i}); background: var(--shade-${i}); }`).join('\n')}
.shade-control { fill: var(--page); stroke: var(--text); stroke-dasharray: 3 2; background: var(--page); outline: 1px dashed var(--text); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 0; margin: 8px 0 0; font-size: 0.85rem; }
.legend li { display: flex; align-items: center; gap: 6px; }
.swatch { display: inline-block; width: 14px; height: 14px; border-radius: 2px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
details { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 12px; }
summary { cursor: pointer; padding: 10px 14px; overflow-wrap: anywhere; }
details > :not(summary) { margin-left: 14px; margin-right: 14px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); gap: 12px; margin-bottom: 14px; }
.columns > section { background: var(--panel); border-radius: 4px; padding: 4px 14px 12px; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin-top: 0; margin-bottom: 6px; }
.delta { font-variant-numeric: tabular-nums; font-weight: 600; margin-right: 8px; }
pre { background: var(--panel); border-radius: 4px; padding: 12px 14px; overflow-x: auto; font-size: 0.85rem; line-height: 1.45; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; font-size: 0.9rem; margin: 0; }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 560px) { main { padding: 24px 14px 48px; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } }
@page { margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
  h2 { margin-top: 28px; } h2, h3, h4, caption, figcaption { break-after: avoid; }
  figure, tr, .answer, .columns > section { break-inside: avoid; }
  .scroll { overflow: visible; } .figures { grid-template-columns: 1fr 1fr; gap: 12px 20px; } svg.forest { min-width: 0; }
  table { font-size: 7.5pt; } th, td { padding: 3px 6px 3px 0; } tbody th { min-width: 0; }
  td.number { white-space: normal; } td:nth-child(n + 5):not(.number) { min-width: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  details::details-content { content-visibility: visible; block-size: auto; }
  svg rect, svg path { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`);
