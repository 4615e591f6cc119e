import { fileURLToPath } from 'node:url';
import boundaries from 'eslint-plugin-boundaries';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// What a folder may import: those before it. Features do not know each other; what two of them need moves down.
const order = ['lib', 'ui', 'api', 'forms', 'answers', 'snippets', 'session', 'feature', 'app'];
const element = (type) => (type === 'feature' ? { type, pattern: 'src/features/*', capture: ['name'] } : { type, pattern: `src/${type}` });
const isAllowed = { ui: ['lib'], api: ['lib'], forms: ['lib', 'ui', 'api'], answers: ['lib', 'ui', 'api'], snippets: ['lib', 'ui'] };
const allow = (type) => isAllowed[type] ?? order.slice(0, order.indexOf(type));

export default tseslint.config(
  { ignores: ['dist', 'public', 'screenshots', 'src/api/generated'] },
  ...tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat.recommended,
  {
    plugins: { boundaries },
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] }, tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url)) } },
    settings: {
      'boundaries/elements': order.map(element),
      'import/resolver': { typescript: { project: fileURLToPath(new URL('tsconfig.json', import.meta.url)) } },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 200],
      'boundaries/element-types': [
        'error',
        {
          default: 'disallow',
          rules: order.map((type) => ({ from: type, allow: type === 'feature' ? [...allow(type), ['feature', { name: '${from.name}' }]] : [...allow(type), type] })),
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off', // arrow functions of one call are what handlers are
      'jsx-a11y/label-has-associated-control': ['error', { depth: 4 }],
    },
  },
  { files: ['eslint.config.js'], ...tseslint.configs.disableTypeChecked },
);
