// Exceptions end where a third-party library is adapted, and where a thread begins: `catch` stands in these files only.
import { lines, report, sources } from '../sources.mjs';

const allowed = new Set([
  'src/app/command_line.cpp', // CLI11 reports a wrong command line by an exception
  'src/runtime/runtime.cpp', // ONNX Runtime's C++ interface throws
  'src/runtime/session.cpp',
  'src/server/http/server.cpp', // Asio's event loop, where the I/O threads begin
  'src/server/http/work.cpp', // where a handler begins: what it throws is a defect, and is answered as one
  'src/tasks/contract/schema.cpp', // valijson throws on a document that is no schema
]);

const problems = [];
const used = new Set();
for (const file of sources('src/*.cpp', 'src/*.h')) {
  lines(file).forEach((line, index) => {
    if (!/\bcatch\s*\(/.test(line.replace(/\/\/.*/, ''))) return;
    used.add(file);
    if (!allowed.has(file)) problems.push(`${file}:${index + 1}: catch outside an adapter`);
  });
}
for (const file of allowed) if (!used.has(file)) problems.push(`tools/check/catch-sites.mjs: ${file} no longer needs its place in the list`);
report('catch sites', problems);
