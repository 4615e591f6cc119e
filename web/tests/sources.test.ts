import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import ts from 'typescript';
import { expect, test } from 'vitest';

const web = fileURLToPath(new URL('..', import.meta.url));
const options = ts.getParsedCommandLineOfConfigFile(`${web}tsconfig.json`, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
if (!options) throw new Error('tsconfig.json cannot be read');

// A file that breaks the order of the folders, as if it were there.
const slip = { file: `${web}src/features/runs/slip.ts`, text: "import { sorts } from '../explore/filter';\n\nexport const names = Object.keys(sorts);\n" };
const host = ts.createCompilerHost(options.options, true);
const disk = { ...host };
host.fileExists = (file) => file === slip.file || disk.fileExists(file);
host.readFile = (file) => (file === slip.file ? slip.text : disk.readFile(file));
host.getSourceFile = (file, version, ...rest) => (file === slip.file ? ts.createSourceFile(file, slip.text, version, true) : disk.getSourceFile(file, version, ...rest));

// One program for the compiler's word and the linter's: types are worked out once.
const program = ts.createProgram([...options.fileNames, slip.file], options.options, host);
const typed: Linter.Config = { languageOptions: { parserOptions: { projectService: false, programs: [program] } } };
const linter = new ESLint({ cwd: web, overrideConfig: { ...typed, files: ['**/*.ts', '**/*.tsx'] } });
const inWords = ({ filePath, messages }: ESLint.LintResult) => messages.map(({ line, ruleId, message }) => `${filePath}:${line}: ${message} (${ruleId ?? 'parser'})`);

test('the sources are of the types that the contracts give', () => {
  const found = ts.getPreEmitDiagnostics(program);
  expect(ts.formatDiagnostics(found, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => web, getNewLine: () => '\n' })).toBe('');
});

test('the sources keep the rules: no any, imports in one direction, at most 200 lines', async () => {
  const results = await linter.lintFiles(['.']);
  expect(results.length).toBeGreaterThan(100);
  expect(results.flatMap(inWords)).toEqual([]);
});

test('a feature that imports another is refused', async () => {
  const [result] = await linter.lintText(slip.text, { filePath: slip.file });
  expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['boundaries/element-types']);
});
