import { DEFAULT_PRICES } from '../app/spend-cap.js';
import { GATEWAY_SETTINGS } from '../config/gateway-settings.js';
import type { SettingTable } from '../config/setting.js';
import { PROVIDERS } from '../providers/registry.js';
import { emitSection } from './emitted-section.js';

/** Each check states its own price; one unit is what everything else costs. */
const PRICES = Object.entries(DEFAULT_PRICES)
  .filter(([, units]) => units !== 1)
  .map(([name, units]) => `${name}=${units}`)
  .join(',');

/** Writes every setting into the documents. */
emitSection({ file: 'docs/settings.md', name: 'settings', content: sections() });

function sections(): string {
  return [
    table('The gateway', {
      ...GATEWAY_SETTINGS,
      SPEND_PRICES: { ...GATEWAY_SETTINGS.SPEND_PRICES, shownFallback: PRICES },
    }),
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
  return `## ${title}\n\n| setting | default | meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
