import { builtinModules } from 'node:module';
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const builtinsNeedTheirPrefix = builtinModules
  .filter((name) => !name.includes(':'))
  .map((name) => ({ name, message: `Write node:${name}.` }));

/** Nothing is swallowed; a comment in place of a statement does not mend that. */
const emptyCatch = {
  selector: 'CatchClause > BlockStatement[body.length=0]',
  message: 'Handle the error, or let it pass on.',
};

/** No clock, no chance: both come in through ports, so that the same facts always give the same answer. */
const pure = {
  'no-restricted-properties': ['error',
    { object: 'Date', property: 'now', message: 'Time comes from the Clock port.' },
    { object: 'Math', property: 'random', message: 'Random ids come from the IdSource port.' },
  ],
  'no-restricted-syntax': ['error',
    emptyCatch,
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message: 'Time comes from the Clock port.',
    },
  ],
  'no-restricted-globals': ['error',
    { name: 'parseFloat', message: 'No floating point touches money.' },
    { name: 'process', message: 'Configuration comes in through parameters.' },
    { name: 'crypto', message: 'Random ids come from the IdSource port.' },
  ],
};

export default defineConfig(
  // What is in docker/ runs in MongoDB's shell.
  { ignores: ['dist/', '.build/', 'coverage/', 'data/', '.liggare/', 'bench-results/', 'docker/'] },
  { linterOptions: { noInlineConfig: true } },
  eslint.configs.recommended,
  {
    rules: {
      complexity: ['error', 15],
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-len': ['error', { code: 110, ignoreUrls: true }],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 70],
      'no-console': 'error',
      'no-else-return': 'error',
      'no-implicit-coercion': 'error',
      'no-restricted-imports': ['error', { paths: builtinsNeedTheirPrefix }],
      'no-restricted-syntax': ['error', emptyCatch],
      'no-throw-literal': 'error',
      'no-useless-rename': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', {
        considerDefaultExhaustiveForUnions: true,
      }],
      'no-throw-literal': 'off', // only-throw-error knows the types
    },
  },
  {
    files: ['src/domain/**', 'src/application/**', 'src/projections/**'], ignores: ['**/*.spec.ts'],
    rules: pure,
  },
  { files: ['src/cli/**', 'scripts/**', 'test/bench/**', 'test/faults/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', {
        name: 'setTimeout', message: 'Wait for what should happen, never for time to pass.',
      }],
    },
  },
  // A describe block is as long as its rules are many.
  { files: ['**/*.spec.ts', 'test/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { console: 'readonly', performance: 'readonly', process: 'readonly' } },
  },
);
