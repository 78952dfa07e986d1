import { findChromium } from './chromium.mjs';
import { prepare } from './prepare.mjs';
import { runJest } from './run.mjs';

const chromium = findChromium();
if (!chromium) {
  process.stderr.write('The browser test needs Chromium: install it, or set CHROMIUM_PATH to its program.\n');
  process.exit(1);
}
await prepare({ build: true });
const args = ['test/browser', '--runInBand', ...process.argv.slice(2)];
const { code } = await runJest(args, { env: { CHROMIUM_PATH: chromium } });
process.exitCode = code;
