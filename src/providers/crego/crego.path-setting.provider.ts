import { type Setting, textSetting } from '../../config/setting.js';

export const ASSUMED = 'Assumption: Crego does not document it.';

const PATH = /^(\/[\w.~%-]+)+\/?$/;
const PATH_WITH_ID = /^(\/[\w.~%-]+)*\/\{id\}(\/[\w.~%-]+)*\/?$/;

/** An absolute path of Crego's; a fault shows at start and not at the first call. */
export function pathSetting(description: string, fallback: string): Setting<string> {
  return ruled(description, fallback, PATH, 'must be an absolute path without query');
}

/** As `pathSetting`, with `{id}` where the record's id goes. */
export function recordPathSetting(description: string, fallback: string): Setting<string> {
  return ruled(description, fallback, PATH_WITH_ID, 'must be an absolute path without query and hold {id}');
}

function ruled(description: string, fallback: string, pattern: RegExp, rule: string): Setting<string> {
  const setting = textSetting({ description, fallback });
  const parse = (text: string): string => {
    if (!pattern.test(text)) throw new Error(rule);
    return setting.parse(text);
  };
  return { ...setting, parse };
}
