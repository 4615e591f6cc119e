// count-tests DIR: adds up the reports of all suites and prints "N passed, N failed" as the last line.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const reports = readdirSync(folder).filter((name) => name.endsWith('.json')).map(read);

// GoogleTest's counts, and Vitest's
const failed = (report) => report.failures ?? report.numFailedTests ?? 0;
const total = (report) => (report.tests ?? report.numTotalTests ?? 0) - (report.disabled ?? 0);

const sum = (count) => reports.reduce((all, report) => all + count(report), 0);
const badEnds = existsSync(join(folder, 'ended_badly')) ? readFileSync(join(folder, 'ended_badly'), 'utf8').trim() : '';
if (badEnds) console.log(badEnds);
// a program that crashed has no report: its end counts as a failure of its own
const failures = Math.max(sum(failed), badEnds ? badEnds.split('\n').length : 0);
const passed = sum(total) - sum(failed);
console.log(`${passed} passed, ${failures} failed`);
process.exit(failures === 0 && passed > 0 ? 0 : 1);
