import { randomBytes } from 'node:crypto';
import { type Setting, secretSetting } from './setting.js';

/** A key and the name by which what it sealed refers to it. */
export interface NamedKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** `id:base64,…`: keys of 32 bytes, the current one first. */
export function keyListSetting(
  common: Pick<Setting<unknown>, 'description' | 'requiredInProduction'>,
): Setting<readonly NamedKey[] | undefined> {
  return { ...secretSetting(common), fallback: undefined, parse: parseKeyList, generate: generateKeyList };
}

function generateKeyList(): string {
  return `k1:${randomBytes(32).toString('base64')}`;
}

function parseKeyList(text: string): readonly NamedKey[] {
  const keys = text.split(',').map((item) => {
    const [, id, base64] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(item) ?? [];
    if (id === undefined || base64 === undefined)
      throw new Error('must be a list of <id>:<32 bytes in base64>, separated by commas, the current key first');
    return { id, key: Buffer.from(base64, 'base64') };
  });
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) throw new Error('must not hold two keys of one id');
  return keys;
}
