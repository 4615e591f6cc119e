// Fills the page from /openapi.json and /api/tasks.

import { code, element, prose, table } from './element.js';
import { showTasks } from './tasks.js';

const at = (id) => document.getElementById(id);

async function load(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  return response.json();
}

// The name behind `#/components/schemas/…` of a body or an answer, and its media type.
function schemaName(content) {
  const [type, described] = Object.entries(content ?? {})[0] ?? [];
  if (type === undefined) return '';
  const name = described.schema.$ref.split('/').at(-1);
  return type === 'application/json' ? name : `${name} as ${type}`;
}

function routeRow([path, method, operation]) {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const details = query.map(({ name, description }) => element('div', {}, code(name), ' ', prose(description)));
  return [
    element('span', { class: 'fixed' }, code(`${method.toUpperCase()} ${path}`)),
    element('div', {}, prose(operation.summary), ...details),
    schemaName(operation.requestBody?.content),
    schemaName(operation.responses['200'].content),
  ];
}

function showRoutes(section, paths) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [path, method, operation]),
  );
  for (const tag of new Set(operations.map(([, , operation]) => operation.tags[0]))) {
    const rows = operations.filter(([, , operation]) => operation.tags[0] === tag).map(routeRow);
    section.append(element('h3', {}, tag), table(['Route', 'What it does', 'Body', 'Answer'], rows));
  }
}

function showErrors(section, errors) {
  const rows = errors.map(({ code: name, status, meaning, remedy }) => [
    code(name),
    String(status),
    prose(meaning),
    prose(remedy),
  ]);
  section.append(table(['Code', 'Status', 'Meaning', 'What to do'], rows));
}

function openAddressed() {
  const addressed = at(decodeURIComponent(location.hash.slice(1)));
  if (addressed instanceof HTMLDetailsElement) {
    addressed.open = true;
    addressed.scrollIntoView();
  }
}

try {
  const [description, listing] = await Promise.all([load('/openapi.json'), load('/api/tasks')]);
  at('version').textContent = description.info.version;
  showRoutes(at('routes'), description.paths);
  showTasks(at('tasks'), at('filter'), listing.tasks);
  showErrors(at('errors'), description['x-errors']);
  openAddressed();
  addEventListener('hashchange', openAddressed);
} catch (problem) {
  at('problem').textContent = `This page could not be filled: ${problem.message}.`;
  at('problem').hidden = false;
}
