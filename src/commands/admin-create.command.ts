import { v7 as newId } from 'uuid';
import { type Maintenance, runMaintenance } from '../app/maintenance.js';
import { ProblemError } from '../domain/kernel/problem.js';
import { AdminCreation, type CreatedAdmin } from '../domain/session/admin-creation.js';
import { linkSecrets } from '../security/link-secrets.js';
import { ArgonPasswordHasher } from '../security/password-hasher.js';
import { type AdminOptions, AdminOptionsError, readAdminOptions } from './admin-options.js';
import { ask, readInput } from './ask.js';

/** Makes an admin: the first of an installation, or one more when no admin can sign in. */
try {
  const options = await readAdminOptions(process.argv.slice(2), {
    ask: process.stdin.isTTY ? ask : null,
    readInput,
  });
  await runMaintenance(process.env, (parts) => carryOut(options, parts));
} catch (error) {
  if (!(error instanceof AdminOptionsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function carryOut(options: AdminOptions, { repositories, config }: Maintenance): Promise<number> {
  const admins = new AdminCreation({
    users: repositories.users,
    accounts: repositories.managedAccounts,
    resets: repositories.passwordResets,
    auditTrail: repositories.auditTrail,
    passwords: new ArgonPasswordHasher(),
    secrets: linkSecrets,
    newId,
    clock: () => new Date(),
  });
  try {
    const created = await ('promote' in options ? admins.promote(options.promote) : admins.create(options.create));
    process.stdout.write(toReport(created, config.PASSWORD_RESET_LINK));
    return 0;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    process.stderr.write(`${toFault(error)}\n`);
    return 1;
  }
}

function toReport({ userId, token }: CreatedAdmin, link: string | undefined): string {
  if (token === null) return `Admin ${userId}: may log in now.\n`;
  const way = link === undefined ? `resetPassword with the token ${token}` : link.replaceAll('{token}', token);
  return `Admin ${userId}: chooses a password once, within a day, by ${way}\n`;
}

function toFault({ problem }: ProblemError): string {
  if (problem.kind !== 'ValidationProblem') return problem.message;
  return problem.fieldErrors.map(({ field, message }) => `The ${field} ${message}.`).join('\n');
}
