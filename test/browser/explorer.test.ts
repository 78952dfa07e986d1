import { existsSync, readdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const describeWithBrowser = existsSync(CHROMIUM) ? describe : describe.skip;

describeWithBrowser('the explorer page in a browser without internet', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let page: Page;
  const attemptsOutside: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    gateway = await startTestGateway();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.route(
      (url) => url.hostname !== '127.0.0.1',
      (route) => {
        attemptsOutside.push(route.request().url());
        return route.abort();
      },
    );
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`${gateway.url}/explorer`);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });

  test('opens with a tab per sample operation, first look and login before the others', async () => {
    const tabs = page.locator('.window-switcher__item');
    await tabs.first().waitFor();
    const names = (await tabs.allInnerTexts())
      .map((name) => name.split('\n')[0]?.trim() ?? '')
      .filter((name) => name !== '');
    expect(names.slice(0, 2)).toEqual(['First look', 'Login']);
    const operations = readdirSync('schema/operations').filter((file) => file.endsWith('.graphql'));
    expect(names.length).toBeGreaterThanOrEqual(operations.length);
  });

  test('first look shows the merged answer of the demo customer at once', async () => {
    const answered = page.waitForResponse(
      (response) =>
        response.url() === `${gateway.url}/graphql` &&
        (response.request().postData() ?? '').includes('query FirstLook'),
    );
    await page
      .getByRole('button', { name: /send request/i })
      .first()
      .click();
    expect((await answered).status()).toBe(200);
    // What the page shows: the browser may have let go of the response's body by now.
    await page.getByText('Asha Rao').first().waitFor();
    const screenshot = process.env.KYC_SCREENSHOT;
    if (screenshot) await page.screenshot({ path: screenshot });
  });

  test('tries to reach nobody else and breaks no rule of its policy', () => {
    expect(attemptsOutside).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
