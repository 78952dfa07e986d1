import { randomBytes } from 'node:crypto';

/** One setting of the process: what it means, what it is when unset, and how its text is read. */
export interface Setting<T> {
  readonly description: string;
  /** The value when the variable is unset or empty. */
  readonly fallback: T;
  /** How the fallback is shown in the documentation. */
  readonly shownFallback: string;
  /** Never printed. */
  readonly secret: boolean;
  /** With NODE_ENV=production an unset value stops the process. */
  readonly requiredInProduction: boolean;
  /** Must be set whenever this other setting is. */
  readonly requiredWith?: string | undefined;
  /** A fresh value for a new installation; absent where only the operator can know it. */
  readonly generate?: (() => string) | undefined;
  /** Throws an `Error` whose message completes "PORT …" and does not repeat a secret. */
  parse(text: string): T;
}

export type SettingTable = Readonly<Record<string, Setting<unknown>>>;
export type SettingValues<S extends SettingTable> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

interface Common {
  readonly description: string;
  readonly secret?: boolean;
  readonly requiredInProduction?: boolean;
  readonly requiredWith?: string;
  readonly generate?: () => string;
}

function setting<T>(common: Common, fallback: T, parse: (text: string) => T, shownFallback?: string): Setting<T> {
  return {
    description: common.description,
    fallback,
    shownFallback: shownFallback ?? (fallback === undefined ? '(unset)' : String(fallback)),
    secret: common.secret ?? false,
    requiredInProduction: common.requiredInProduction ?? false,
    requiredWith: common.requiredWith,
    generate: common.generate,
    parse,
  };
}

export function textSetting(options: Common & { readonly fallback: string }): Setting<string> {
  return setting(options, options.fallback, (text) => text);
}

export function optionalTextSetting(options: Common): Setting<string | undefined> {
  return setting<string | undefined>(options, undefined, (text) => text);
}

/** A password, key or token: at least `minLength` characters, never shown. */
export function secretSetting(options: Common & { readonly minLength?: number }): Setting<string | undefined> {
  const minLength = options.minLength ?? 1;
  return setting<string | undefined>({ ...options, secret: true }, undefined, (text) => {
    if (text.length < minLength) throw new Error(`must have at least ${minLength} characters`);
    return text;
  });
}

/** 256 random bits in characters that need no quotes anywhere. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function integerSetting(
  options: Common & { readonly fallback: number; readonly min: number; readonly max: number },
): Setting<number> {
  return setting(options, options.fallback, (text) => {
    const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= options.min && value <= options.max)) {
      throw new Error(`must be a whole number from ${options.min} to ${options.max}`);
    }
    return value;
  });
}

export function flagSetting(options: Common & { readonly fallback: boolean }): Setting<boolean> {
  return setting(options, options.fallback, (text) => {
    if (['1', 'true', 'yes', 'on'].includes(text.toLowerCase())) return true;
    if (['0', 'false', 'no', 'off'].includes(text.toLowerCase())) return false;
    throw new Error('must be true or false');
  });
}

export function choiceSetting<const T extends string>(
  options: Common & { readonly choices: readonly T[]; readonly fallback: T },
): Setting<T> {
  return setting(options, options.fallback, (text) => {
    const found = options.choices.find((choice) => choice === text);
    if (found === undefined) throw new Error(`must be one of ${options.choices.join(', ')}`);
    return found;
  });
}

/** An absolute URL with one of `protocols`; kept without a trailing slash. May hold a password, so it is never shown. */
export function optionalUrlSetting(
  options: Common & { readonly protocols: readonly string[] },
): Setting<string | undefined> {
  return setting<string | undefined>(options, undefined, (text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !options.protocols.includes(url.protocol)) {
      throw new Error(`must be an absolute URL beginning with ${options.protocols.map((p) => `${p}//`).join(' or ')}`);
    }
    return text.replace(/\/+$/, '');
  });
}
