import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = fileURLToPath(new URL('src', import.meta.url));
const shared = { esbuild: { jsx: 'automatic' as const }, resolve: { alias: { '@': src } } };

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: { name: 'components', include: ['src/**/*.test.{ts,tsx}'], environment: 'happy-dom', setupFiles: ['tests/setup.ts'], pool: 'threads', isolate: false },
      },
      { ...shared, test: { name: 'sources', include: ['tests/sources.test.ts'], environment: 'node', testTimeout: 300_000, pool: 'threads' } },
      {
        ...shared,
        test: { name: 'journeys', include: ['tests/journeys/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 120_000, retry: 1, pool: 'threads', isolate: false },
      },
    ],
  },
});
