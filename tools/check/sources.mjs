// The hand-written files of the project, as git lists them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export function sources(...patterns) {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...patterns], { encoding: 'utf8' });
  return list.split('\n').filter((file) => file && existsSync(file) && !file.includes('/generated/'));
}

export const lines = (file) => readFileSync(file, 'utf8').split('\n');

// Prints the problems; the process fails when there are any.
export function report(what, problems) {
  for (const problem of problems) console.log(problem);
  console.log(`${what}: ${problems.length === 0 ? 'ok' : `${problems.length} problems`}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
