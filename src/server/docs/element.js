// DOM elements without markup: text stays text.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export const code = (text) => element('code', {}, text);

// Text in which `backticks` mark code.
export function prose(text) {
  const pieces = text.split('`').map((piece, i) => (i % 2 === 0 ? piece : code(piece)));
  return element('span', {}, ...pieces);
}

// `rows` of cells, which are texts or elements.
export function table(headings, rows) {
  const head = element('tr', {}, ...headings.map((heading) => element('th', { scope: 'col' }, heading)));
  const body = rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell))));
  return element(
    'div',
    { class: 'scroll', tabindex: '0' },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...body)),
  );
}
