import { type Setting, textSetting } from '../../config/setting.js';

export const ASSUMED = 'Assumption: Crego does not document it.';

const PATH = /^(\/[\w.~%-]+)+\/?$/;
const PATH_WITH_ID = /^(\/[\w.~%-]+)*\/\{id\}(\/[\w.~%-]+)*\/?$/;

/** An absolute path of Crego's. */
export function pathSetting(description: string, fallback: string): Setting<string> {
  return checkedSetting(textSetting({ description, fallback }), PATH, 'must be an absolute path without query');
}

/** As `pathSetting`, with `{id}` where the record's id goes. */
export function recordPathSetting(description: string, fallback: string): Setting<string> {
  const rule = 'must be an absolute path without query and hold {id}';
  return checkedSetting(textSetting({ description, fallback }), PATH_WITH_ID, rule);
}

/** `setting`, refusing at start what would only fail at the first call. */
export function checkedSetting<T>(setting: Setting<T>, pattern: RegExp, rule: string): Setting<T> {
  const parse = (text: string): T => {
    if (!pattern.test(text)) throw new Error(rule);
    return setting.parse(text);
  };
  return { ...setting, parse };
}

/** The items of a setting that separates them by commas. */
export function itemsOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
