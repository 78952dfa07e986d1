import { toAuditActor } from '../audit/audit-entry.js';
import type { AuditEvent, AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import type { Page, PageRequest } from '../kernel/paging.js';
import { ProviderError } from '../provider/provider-error.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { ProviderCommand, ProviderCommandRepository, ProviderCommandState } from './provider-command.js';

export interface ProviderCommandDependencies {
  readonly commands: ProviderCommandRepository;
  readonly auditTrail: AuditTrail;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** Which command, and to whom. */
export interface CommandName {
  readonly providerId: string;
  /** e.g. `createDesign`. */
  readonly operation: string;
}

/** Records each command before it is sent and what became of it, so that a crash loses neither. */
export class ProviderCommands {
  constructor(private readonly deps: ProviderCommandDependencies) {}

  /** Runs `call`; a `ProviderError` becomes the problem that the caller is told. */
  async run<T>(
    actor: Actor,
    { providerId, operation }: CommandName,
    call: () => Promise<T>,
    { requestId, onCommand }: CallContext,
  ): Promise<T> {
    const { commands, auditTrail, newId, clock } = this.deps;
    const pending: ProviderCommand = {
      id: newId(),
      actorUserId: actor.userId,
      providerId,
      operation,
      state: 'PENDING',
      createdAt: clock(),
      finishedAt: null,
    };
    const target = { type: 'ProviderCommand', id: pending.id };
    const who: Omit<AuditEvent, 'action'> = { actor: toAuditActor(actor), subjectUserId: null, target, requestId };
    await commands.insert(pending);
    await auditTrail.record({ ...who, action: 'PROVIDER_COMMANDED', details: { providerId, operation } });
    const finish = async (state: ProviderCommandState) => {
      await commands.save({ ...pending, state, finishedAt: clock() });
      await auditTrail.record({ ...who, action: 'PROVIDER_COMMAND_ENDED', details: { providerId, operation, state } });
    };
    onCommand?.();
    return providerCommand(async () => {
      const result = await settled(call, finish);
      await finish('DONE');
      return result;
    });
  }

  list(state: ProviderCommandState | null, page: PageRequest): Promise<Page<ProviderCommand>> {
    return this.deps.commands.list(state, page);
  }
}

/** Whatever is no word of the provider's leaves open whether the command was sent. */
async function settled<T>(call: () => Promise<T>, finish: (state: ProviderCommandState) => Promise<void>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    await finish(error instanceof ProviderError && !error.outcomeUnknown ? 'FAILED' : 'UNKNOWN');
    throw error;
  }
}
