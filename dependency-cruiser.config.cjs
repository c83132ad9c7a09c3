/**
 * The arrows of ARCHITECTURE.md as rules. A folder may import what stands below it, never what stands above.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-imports-zod-alone',
      severity: 'error',
      from: { path: '^queues/contract/' },
      to: { pathNot: ['^queues/contract/', 'node_modules/zod/'] },
    },
    {
      name: 'queues-know-only-themselves',
      severity: 'error',
      from: { path: '^queues/' },
      to: { path: '^(adapters|bench|cli|dashboard|flows|processors|sample|search)/' },
    },
    {
      name: 'processors-know-the-contract-alone',
      severity: 'error',
      from: { path: '^processors/' },
      to: { path: '^(adapters|bench|cli|dashboard|flows|sample|search|queues/runtime)/' },
    },
    {
      name: 'processors-have-no-infrastructure',
      severity: 'error',
      from: { path: '^processors/' },
      to: { path: 'node_modules/(bullmq|ioredis|postgres|pg|express)/' },
    },
    {
      name: 'flows-know-no-driver',
      severity: 'error',
      from: { path: '^flows/' },
      to: { path: ['^(adapters|bench|cli|dashboard|sample|search)/', 'node_modules/(ioredis|postgres|pg|express)/'] },
    },
    {
      name: 'adapters-do-not-compose',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^(bench|cli|dashboard|sample|search)/' },
    },
    {
      name: 'nobody-imports-what-composes',
      severity: 'error',
      from: { path: '^(adapters|dashboard|flows|processors|queues|sample|search)/' },
      to: { path: '^(cli|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
