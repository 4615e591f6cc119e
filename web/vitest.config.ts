import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = fileURLToPath(new URL('src', import.meta.url));
const shared = { esbuild: { jsx: 'automatic' as const }, resolve: { alias: { '@': src } } };
// Tests end by themselves; this is for those that hang, also on a machine with much else to do.
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    pool: 'threads',
    maxWorkers: 3, // most of the time a worker waits for the browser, the server or the linter
    minWorkers: 1,
    projects: [
      { ...shared, test: { ...patience, name: 'components', include: ['src/**/*.test.{ts,tsx}'], environment: 'happy-dom', setupFiles: ['tests/setup.ts'] } },
      { ...shared, test: { ...patience, name: 'sources', include: ['tests/sources.test.ts'], environment: 'node' } },
      { ...shared, test: { ...patience, name: 'journeys', include: ['tests/journeys/*.test.ts'], environment: 'node', globalSetup: ['tests/journeys/stage.ts'] } },
    ],
  },
});
