import { readFileSync, writeFileSync } from 'node:fs';
import { GATEWAY_SETTINGS } from './config/gateway-settings.js';
import { replaceSection } from './config/readme-section.js';
import type { SettingTable } from './config/setting.js';
import { PROVIDERS } from './providers/registry.js';

const FILE = 'README.md';

/** Writes the settings into the README; with --check, fails when they are not what the code has. */
const readme = readFileSync(FILE, 'utf8');
const emitted = replaceSection(readme, 'settings', sections());
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, emitted);
} else if (emitted !== readme) {
  process.stderr.write(
    `The settings in ${FILE} are not what the code has. Run \`npm run settings\` and look at the difference.\n`,
  );
  process.exitCode = 1;
}

function sections(): string {
  return [
    table('The gateway', GATEWAY_SETTINGS),
    ...PROVIDERS.map((definition) => table(definition.displayName, definition.settings)),
  ].join('\n');
}

function table(title: string, settings: SettingTable): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const marks = [
      setting.requiredInProduction ? 'required in production' : '',
      setting.requiredWith === undefined ? '' : `required with \`${setting.requiredWith}\``,
      setting.secret ? 'secret' : '',
    ].filter((mark) => mark !== '');
    const fallback = setting.shownFallback === '(unset)' ? '–' : `\`${cell(setting.shownFallback)}\``;
    return `| \`${name}\` | ${fallback} | ${cell(setting.description)}${marks.length > 0 ? ` (${marks.join(', ')})` : ''} |`;
  });
  return `#### ${title}\n\n| setting | default | meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
