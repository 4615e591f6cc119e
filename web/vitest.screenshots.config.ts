/** `npx vitest run --config vitest.screenshots.config.ts`: every screen as a picture, to be looked at, in web/screenshots. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  test: { include: ['tests/screenshots/*.ts'], globalSetup: ['tests/journeys/stage.ts'], pool: 'threads', testTimeout: 600_000, hookTimeout: 300_000 },
});
