import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedContract, TaskList } from '../../src/api/generated/contracts';
import { mediaNames } from '../../src/lib/media';
import { World } from './world';

const world = new World();
const folder = fileURLToPath(new URL('../../public/examples/', import.meta.url));
let tasks: ListedContract[];
let page: Page;

beforeAll(async () => {
  await world.open([]);
  tasks = ((await (await fetch(`${world.server.url}/api/tasks`)).json()) as TaskList).tasks;
  page = await world.page('/run/org/model');
});
afterAll(() => world.close());

test('the files that examples name are there, and no others', () => {
  const named = [...new Set(mediaNames(tasks.map(({ examples }) => examples)))];
  expect(named.sort()).toEqual(readdirSync(folder).sort());
  expect(named.every((name) => existsSync(folder + name))).toBe(true);
});

test('every example of every task fills its form, files and all', async () => {
  for (const { task, supported, examples } of tasks) {
    await page.getByRole('combobox', { name: 'Task' }).selectOption(task);
    const buttons = page.getByRole('group', { name: 'Examples' }).getByRole('button');
    const names = await buttons.allTextContents();
    expect(new Set(names).size, `${task}: ${names.join(' | ')}`).toBe(names.length);
    const ready = supported ? 'Ctrl + Enter runs it' : `Needed: a program that serves ${task}: this one does not yet`;
    for (let i = 0; i < examples.length; i += 1) {
      await buttons.nth(i).click();
      await expect.poll(() => page.locator('#run-needs').textContent(), { message: `${task}, example ${i + 1}`, timeout: 60_000 }).toBe(ready);
    }
  }
});

test('the snippet of a request with a file gives the file', async () => {
  await page.getByRole('combobox', { name: 'Task' }).selectOption('image-classification');
  await page.getByRole('group', { name: 'Examples' }).getByRole('button', { name: 'star.png' }).click();
  await page.getByText('The same in a program').click();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'star.png' }).last().click()]);
  expect(saved.suggestedFilename()).toBe('star.png');
});

test('the microphone and the camera fill a form', async () => {
  await page.getByRole('combobox', { name: 'Task' }).selectOption('audio-classification');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('button', { name: /Stop at 0:0(0\.[2-9]|[1-9])/ }).click();
  await page.getByText(/recording\.webm ·/).waitFor();
  await page.getByRole('combobox', { name: 'Task' }).selectOption('image-classification');
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByText(/camera\.png ·/).waitFor();
});
