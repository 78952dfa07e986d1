import { parseArgs } from 'node:util';
import { parseEmail } from '../domain/identifier/email.js';
import { parsePersonName } from '../domain/identifier/name.js';
import type { Parsed } from '../domain/identifier/parsed.js';
import { parsePhone } from '../domain/identifier/phone.js';
import type { NewAdmin } from '../domain/session/admin-creation.js';

export type AdminOptions = { readonly promote: string } | { readonly create: NewAdmin };

/** Where what the command line does not say comes from. */
export interface AdminQuestions {
  /** Null: nobody is there to be asked. */
  readonly ask: ((question: string, options?: { readonly hidden: boolean }) => Promise<string>) | null;
  readonly readInput: () => Promise<string>;
}

/** Says what is wrong with the command line or an answer; never repeats a value. */
export class AdminOptionsError extends Error {}

export const ADMIN_USAGE = `npm run admin:create -- --email <address> --name <name> --mobile <number>, and one of
  --link            prints a token with which the person chooses a password, once, within a day
  --password-stdin  reads the password from the standard input
or, for an address that has an account: npm run admin:create -- --email <address> --promote
At a terminal, what is missing is asked for, the password too.`;

/** @throws AdminOptionsError */
export async function readAdminOptions(
  args: readonly string[],
  { ask, readInput }: AdminQuestions,
): Promise<AdminOptions> {
  const options = parse(args);
  const value = async (name: 'email' | 'name' | 'mobile', question: string) => {
    const given = options[name] ?? (await ask?.(`${question}: `));
    if (given === undefined) throw new AdminOptionsError(`--${name} is missing.\n${ADMIN_USAGE}`);
    return given;
  };
  const email = check('email', parseEmail(await value('email', 'Email address')));
  if (options.promote) return { promote: email };
  const name = check('name', parsePersonName(await value('name', 'Name')));
  const mobile = check('mobile', parsePhone(await value('mobile', 'Mobile number')));
  return { create: { email, name, mobile, password: await password() } };

  async function password(): Promise<string | null> {
    if (options.link) return null;
    if (options['password-stdin']) return readInput();
    if (ask === null) throw new AdminOptionsError(`Choose --link or --password-stdin.\n${ADMIN_USAGE}`);
    const first = await ask('Password: ', { hidden: true });
    if ((await ask('Once more: ', { hidden: true })) !== first)
      throw new AdminOptionsError('The passwords are not the same.');
    return first;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        mobile: { type: 'string' },
        link: { type: 'boolean', default: false },
        'password-stdin': { type: 'boolean', default: false },
        promote: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    throw new AdminOptionsError(ADMIN_USAGE);
  }
}

function check(name: string, parsed: Parsed): string {
  if (!parsed.ok) throw new AdminOptionsError(`--${name} ${parsed.message}.`);
  return parsed.value;
}
