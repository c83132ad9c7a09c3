import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 300_000,
    // Two cores: more forks only make the real processes under test starve.
    maxWorkers: 2,
  },
});
