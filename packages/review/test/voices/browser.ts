import { existsSync } from 'node:fs';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * A real Chromium: the one at `CHROMIUM_PATH`, else the system's, else the one in the npm package `@sparticuz/chromium`, so
 * that a machine with nothing but Node runs the test.
 */
export async function openBrowser(): Promise<Browser> {
  const installed = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find(
    (path) => path !== undefined && existsSync(path),
  );
  return playwright.launch({
    executablePath: installed ?? (await packagedChromium()),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

async function packagedChromium(): Promise<string> {
  // By this the package unpacks the libraries as well that Chromium links to.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
