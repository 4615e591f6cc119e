// all [REPORT]: every rule in rules/, each a program that fails when it is broken. Writes a report for tools/count-tests.mjs.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';

const folder = new URL('./rules/', import.meta.url);
const rules = readdirSync(folder).sort();
const failures = rules.filter((rule) => spawnSync(process.execPath, [new URL(rule, folder).pathname], { stdio: 'inherit' }).status !== 0);
if (process.argv[2]) writeFileSync(process.argv[2], JSON.stringify({ tests: rules.length, failures: failures.length }));
process.exitCode = failures.length === 0 ? 0 : 1;
