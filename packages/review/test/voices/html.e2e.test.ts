import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlOf, type Review } from '../../src/index.ts';
import { openBrowser } from './browser.ts';
import { at, change, fixture, manyClusters, object, reviewOf } from './fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'espalier-report-'));
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** The report opened from disk; what goes wrong on the page and what it requests is collected. */
async function open(review: Review, options: { readonly dark?: boolean; readonly width?: number } = {}) {
  const context = await browser.newContext({
    colorScheme: options.dark === true ? 'dark' : 'light',
    viewport: { width: options.width ?? 1280, height: 800 },
  });
  const page = await context.newPage();
  const [errors, requests]: [string[], string[]] = [[], []];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => errors.push(message.text()));
  page.on('request', (request) => requests.push(request.url()));
  const file = join(folder, 'report.html');
  writeFileSync(file, htmlOf(review));
  await page.goto(pathToFileURL(file).href);
  return { page, errors, requests, file };
}

const shown = (page: Page, kind: 'risk' | 'change'): Promise<number> => page.locator(`.item.${kind}:visible`).count();

describe('the report', () => {
  test('opens from disk, requests nothing and shows all that the review has', async () => {
    const { page, errors, requests, file } = await open(fixture());
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(errors).toEqual([]);
    expect(await page.locator('h1').innerText()).toContain('2 critical, 1 high, 1 medium and 1 low');
    expect(await shown(page, 'risk')).toBe(5);
    expect(await shown(page, 'change')).toBe(fixture().changes.length);
    expect(await page.locator('.places tbody tr').count()).toBe(4);
    expect(await page.locator('body').innerText()).toContain(
      'The objects that charts make of changed values, of traefik.',
    );
  });

  test('may not connect to anything, even where a script tries', async () => {
    const { page, errors } = await open(fixture());
    const result = await page.evaluate(
      'fetch("https://example.com/").then(() => "connected", (error) => error.message)',
    );
    expect(result).not.toBe('connected');
    expect(errors.join()).toContain('Content Security Policy');
  });

  test('filters by cluster, severity, action and kind, and searches', async () => {
    const { page } = await open(fixture());
    await page.getByLabel('Cluster').selectOption('staging');
    expect(await shown(page, 'change')).toBe(5);
    await page.getByLabel('Action').selectOption('added');
    expect(await shown(page, 'change')).toBe(1);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Severity').selectOption('critical');
    expect([await shown(page, 'risk'), await shown(page, 'change')]).toEqual([2, 2]);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Kind').selectOption('NetworkPolicy');
    expect([await shown(page, 'risk'), await shown(page, 'change')]).toEqual([1, 1]);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Search').fill('1.9.0 DEPLOYMENT');
    expect([await shown(page, 'risk'), await shown(page, 'change')]).toEqual([0, 1]);
    expect(await page.getByRole('status').innerText()).toBe('1 of 10 changes');
  });

  test('shows texts side by side, and what is the same when asked', async () => {
    const { page } = await open(fixture());
    const item = page.locator('.item.change', { hasText: 'ConfigMap orders/orders-settings' });
    await item.getByRole('button').first().click();
    expect(await item.locator('td.old').allInnerTexts()).toEqual(['      level: info']);
    expect(await item.locator('td.new').allInnerTexts()).toEqual([
      '      level: debug',
      '    features:',
      '      checkout: true',
    ]);
    expect(await item.locator('td.old b').innerText()).toBe('info');
    const rows = await item.locator('.diff tr').count();
    await item.getByRole('button', { name: '5 lines the same' }).click();
    expect(await item.locator('.diff tr').count()).toBe(rows + 4);
  });

  test('draws network paths and AWS resources; a node searches for itself', async () => {
    const { page } = await open(fixture());
    const edges = await page.locator('.edge title').allTextContents();
    expect(edges).toContain('ingress/traefik → orders/orders 8080 (added)');
    expect(edges).toContain('legacy/importer → orders/orders 8080 (deleted)');
    expect(edges).toContain('checkout/checkout → orders/orders 8080 (same)');
    expect(edges).toContain('rds.Instance orders → kms.Key data (same)');
    await page.locator('.node[aria-label^="cloudwatch.LogGroup"]').focus();
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Search').inputValue()).toBe('orders');
  });

  test('works without a mouse', async () => {
    const { page } = await open(fixture());
    const focused = (): Promise<string> => page.evaluate('document.activeElement.innerText');
    await page.keyboard.press('j');
    expect(await focused()).toContain('An object that holds data is deleted');
    await page.keyboard.press('j');
    expect(await focused()).toContain('A resource that holds data is replaced');
    await page.keyboard.press('k');
    expect(await focused()).toContain('An object that holds data is deleted');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.locator('.item .body:visible').innerText()).toContain('Take a snapshot of the volume first.');
    await page.keyboard.press('Escape');
    expect(await page.locator('.item .body:visible').count()).toBe(0);
    await page.keyboard.press('/');
    await page.keyboard.type('jtk traefik');
    expect(await page.getByLabel('Search').inputValue()).toBe('jtk traefik');
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Search').inputValue()).toBe('');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
  });

  test('is dark where the system is, and where someone chooses', async () => {
    const background = 'getComputedStyle(document.body).backgroundColor';
    const { page } = await open(fixture(), { dark: true });
    const dark = await page.evaluate(background);
    await page.keyboard.press('t');
    const light = await page.evaluate(background);
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await page.evaluate(background)).toBe(light);
    expect(await (await open(fixture())).page.evaluate(background)).toBe(light);
  });

  test('fits a narrow screen and paper', async () => {
    const { page } = await open(fixture(), { width: 380 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await shown(page, 'risk')).toBe(5);
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('.risk .body:visible').count()).toBe(5);
  });

  test('shows hostile text as text', async () => {
    const evil =
      '</script><script>globalThis.isBroken = true</script><img src=x onerror="globalThis.isBroken = true"><!--';
    const subject = object('production', 'ConfigMap', evil, evil, 'v1');
    const { page, errors } = await open(
      reviewOf({
        base: evil,
        changes: [
          change('changed', [at(subject, [evil])], {
            fields: [{ path: evil, before: evil, after: `${evil}\n2` }],
            before: evil,
            after: `${evil}2`,
            notes: [evil],
          }),
        ],
        risks: [{ code: 'ESP8100', severity: 'low', title: evil, at: [at(subject)], effect: evil, steps: [evil] }],
        notChecked: [evil],
      }),
    );
    for (const item of await page.locator('.item > button').all()) await item.click();
    expect(await page.evaluate('globalThis.isBroken')).toBeUndefined();
    expect(errors).toEqual([]);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('.item.risk .name').innerText()).toBe(evil);
  });

  test('of 100 clusters opens, and filters to one', async () => {
    const { page, errors } = await open(manyClusters());
    await page.getByLabel('Cluster').selectOption('cluster-042');
    expect(await shown(page, 'change')).toBe(32);
    expect(errors).toEqual([]);
  });
});
