// The tasks: what each takes and gives, and requests to copy.

import { curl } from './curl.js';
import { code, element, prose, table } from './element.js';
import { defaultOf, requiredNames, words } from './schema_words.js';

const namesOf = (name, schema) => {
  const aliases = schema['x-aliases'] ?? [];
  const also = aliases.length > 0 ? element('small', {}, `also ${aliases.join(', ')}`) : null;
  return element('span', {}, code(name), also);
};

const rowsOf = (schema, columns) =>
  Object.entries(schema.properties ?? {}).map(([name, property]) => columns(name, property));

const inputs = (schema) =>
  table(
    ['Input', 'Type', 'Meaning'],
    rowsOf(schema, (name, input) => [namesOf(name, input), words(input), prose(input.description)]),
  );

const options = (schema) =>
  table(
    ['Option', 'Type', 'Default', 'Meaning'],
    rowsOf(schema, (name, option) => [
      namesOf(name, option),
      words(option),
      prose(defaultOf(option)),
      prose(option.description),
    ]),
  );

const output = (schema) =>
  table(
    ['Answer', 'Type', 'Meaning'],
    rowsOf(schema, (name, part) => [code(name), words(part), prose(part.description ?? part.title ?? '')]),
  );

function example(task, request) {
  const command = curl({ model_id: 'MODEL', task, ...request }, location.origin);
  const copy = element('button', { type: 'button' }, 'Copy');
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(command);
    copy.textContent = 'Copied';
  });
  return element('div', {}, copy, element('pre', { tabindex: '0' }, command));
}

function task(contract) {
  const needed = requiredNames(contract.inputs).join('; ');
  const other = contract.aliases.length > 0 ? `, also ${contract.aliases.join(', ')}` : '';
  const state = contract.supported ? '' : ' · not served yet';
  return element(
    'details',
    { id: `task-${contract.task}` },
    element('summary', {}, code(contract.task), element('small', {}, `${other} · ${contract.goal}${state}`)),
    element('p', {}, contract.description),
    element(
      'p',
      { class: 'quiet' },
      `Needs ${needed}. Streams ${contract.streams === null ? 'only the answer' : `${contract.streams} events`}.`,
    ),
    inputs(contract.inputs),
    element('h3', {}, 'Options'),
    options(contract.options),
    element('h3', {}, 'Answer'),
    output(contract.output),
    element('h3', {}, 'Examples'),
    ...contract.examples.map((request) => example(contract.task, request)),
  );
}

export function showTasks(section, filter, contracts) {
  const served_first = contracts.toSorted((a, b) => Number(b.supported) - Number(a.supported));
  const drawn = served_first.map((contract) => ({
    details: task(contract),
    text: [contract.task, contract.title, contract.goal, ...contract.aliases].join(' ').toLowerCase(),
  }));
  section.append(...drawn.map(({ details }) => details));
  filter.addEventListener('input', () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const { details, text } of drawn) details.hidden = !text.includes(wanted);
  });
}
