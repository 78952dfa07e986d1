import type { Setting } from './setting.js';

/** Origins (`https://app.example.com`), separated by commas: exactly as browsers send them, no wildcards. */
export function originListSetting(description: string): Setting<readonly string[]> {
  return {
    description,
    fallback: [],
    shownFallback: '',
    secret: false,
    requiredInProduction: false,
    parse: (text) => (text === '' ? [] : text.split(',').map((item) => parseOrigin(item.trim()))),
  };
}

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== text || text.includes('*'))
    throw new Error('must be a list of origins such as https://app.example.com, without path, separated by commas');
  return text;
}
