import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const web = fileURLToPath(new URL('..', import.meta.url));

function complaints(tool: string, argv: string[]): string {
  try {
    return execFileSync(process.execPath, [`${web}/node_modules/${tool}`, ...argv], { cwd: web, encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test('the sources are of the types that the contracts give', () => {
  expect(complaints('typescript/bin/tsc', ['--noEmit'])).toBe('');
});

test('the sources keep the rules: no any, imports in one direction, at most 200 lines', () => {
  expect(complaints('eslint/bin/eslint.js', ['.'])).toBe('');
});

test('a feature that imports another is refused', () => {
  const slip = "import { sorts } from '../explore/filter';\n\nexport const names = Object.keys(sorts);\n";
  const file = 'src/features/runs/slip.ts';
  const code = `const { ESLint } = await import('eslint'); const [report] = await new ESLint({ cwd: ${JSON.stringify(web)}, overrideConfig: { languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['${file}'] } } } } }).lintText(${JSON.stringify(slip)}, { filePath: ${JSON.stringify(web + file)} }); console.log(report.messages.map(({ ruleId }) => ruleId).join());`;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: web, encoding: 'utf8' })).toContain('boundaries/element-types');
});
