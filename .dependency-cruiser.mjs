// Who may import whom. A rule's comment is what a developer reads when it is broken. Specs stand beside what
// they test and may use more than it: only the rule against cycles holds for them.

const notSpecs = '\\.spec\\.ts$';
const packages = (...names) => names.map((name) => `^node_modules/${name}/`);

/** What touches the world outside: rules, handlers and folds reach it through ports. */
const outsideWorld = `^(${[
  'child_process', 'cluster', 'crypto', 'dgram', 'dns', 'fs', 'http', 'http2', 'https', 'net', 'os',
  'process', 'sqlite', 'timers', 'tls', 'worker_threads',
].join('|')})(/|$)`;

const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** A layer may import the named folders of src, the named packages, and what in node is no way out. */
const layer = (name, { folders, libraries, why }) => {
  const from = { path: `^src/${name}/`, pathNot: notSpecs };
  return [
    error(`${name}-folders`, why, from, {
      path: '^(src|test|scripts)/', pathNot: folders.map((folder) => `^src/${folder}/`),
    }),
    error(`${name}-packages`, why, from, { path: '^node_modules/', pathNot: packages(...libraries) }),
    error(`${name}-outside-world`, why, from, { dependencyTypes: ['core'], path: outsideWorld }),
  ];
};

export default {
  forbidden: [
    error('no-cycles', 'What imports each other is one thing in two files: join it, or find the third.', {}, {
      circular: true,
    }),
    error('no-unresolvable', 'The file or package does not exist; relative imports end in .js.', {}, {
      couldNotResolve: true,
    }),
    error(
      'no-development-packages', 'The product runs without development dependencies.',
      { path: '^src/', pathNot: notSpecs },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    error(
      'no-tests-in-the-product', 'Sources never import tests.',
      { path: '^src/', pathNot: notSpecs }, { path: ['^test/', notSpecs] },
    ),
    ...layer('domain', {
      folders: ['domain'], libraries: ['@sinclair/typebox'],
      why: 'The domain is pure rules: no I/O, no framework, no clock.',
    }),
    ...layer('application', {
      folders: ['domain', 'application', 'projections'],
      libraries: ['@sinclair/typebox', '@nestjs/common', '@nestjs/cqrs', 'csv-parse', 'rxjs'],
      why: 'The application knows rules, read models and ports; adapters are handed to it.',
    }),
    ...layer('projections', {
      folders: ['domain', 'application/ports', 'application/ledger', 'projections'],
      libraries: ['@sinclair/typebox'],
      why: 'A projection is data and pure functions over facts; the engine reaches stores through ports.',
    }),
    error(
      'read-models-stand-alone', 'A read model leans on the engine and the domain, never on another one.',
      { path: '^src/projections/(?!engine/)([^/]+)/', pathNot: notSpecs },
      { path: '^src/projections/(?!engine/)[^/]+/', pathNot: '^src/projections/$1/' },
    ),
    error(
      'engine-knows-no-read-model', 'The engine runs any projection and knows none.',
      { path: '^src/projections/engine/', pathNot: notSpecs }, { path: '^src/projections/(?!engine/)[^/]+/' },
    ),
    error(
      'adapters-know-ports', 'An adapter implements a port and knows nothing of handlers and read models.',
      { path: '^src/infrastructure/(?!simulation/)', pathNot: notSpecs },
      { path: '^src/', pathNot: ['^src/(domain|infrastructure)/', '^src/application/(ports|ledger)/'] },
    ),
    error(
      'nobody-imports-the-ways-in', 'Only the terminal program uses HTTP (to serve it); nothing uses that.',
      { path: '^src/(?!api/|cli/)', pathNot: notSpecs }, { path: '^src/(api|cli)/' },
    ),
    error('api-knows-no-terminal', 'HTTP works without the terminal program.', { path: '^src/api/' }, {
      path: '^src/cli/',
    }),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: '^node_modules/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
