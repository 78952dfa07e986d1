import type { Clock } from '../clock.js';
import type { ConsentGate } from '../consent/consent-gate.js';
import { WORKFLOW_DISCLOSURE } from '../consent/disclosure.js';
import { getOwned } from '../owned-records.js';
import type { OwnedRepository } from '../owned-repository.js';
import { conflict } from '../problem.js';
import type { CallContext } from '../provider/call-context.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type {
  JsonObject,
  RunnerAction,
  RunnerApplicant,
  RunnerState,
  WorkflowPort,
} from '../provider/workflow-port.js';
import type { WorkflowStep } from '../provider/workflow-step.js';
import type { Actor } from '../session/actor.js';
import type { Runner } from './runner.js';

export interface RunnerDependencies {
  readonly runners: OwnedRepository<Runner>;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly consentGate: ConsentGate;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** A runner together with the state that the provider's answer to a command just gave, so that nobody asks twice. */
export interface RunnerAfterCommand {
  readonly runner: Runner;
  readonly state: Sourced<RunnerState>;
}

/** Workflow instances: local record and live state. */
export class RunnerService {
  constructor(private readonly deps: RunnerDependencies) {}

  async create(
    actor: Actor,
    input: { readonly flowId: string | null; readonly refId: string | null },
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    const { runners, providers, newId, clock } = this.deps;
    const { providerId, port } = providers.choose('WORKFLOW');
    await this.deps.consentGate.disclose(actor.userId, providerId, WORKFLOW_DISCLOSURE, context);
    const now = clock();
    const pending: Runner = {
      id: newId(),
      userId: actor.userId,
      providerId,
      providerRunnerId: null,
      flowId: input.flowId,
      refId: input.refId,
      status: 'PROCESSING',
      createdAt: now,
      updatedAt: now,
    };
    await runners.insert(pending);
    const state = await providerCommand(
      () => port.createRunner({ flowId: input.flowId ?? undefined, refId: input.refId ?? undefined }, context),
      async (error) => {
        await this.#save({ ...pending, status: error.outcomeUnknown ? 'UNKNOWN' : 'ERRORED' });
      },
    );
    return this.#afterCommand(pending, state);
  }

  execute(
    actor: Actor,
    runnerId: string,
    input: { readonly action: RunnerAction; readonly data: JsonObject },
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    return this.#command(actor, runnerId, context, (port, id) => port.executeRunner(id, input, context));
  }

  /** Sends a typed step; `toStep` is asked once the runner is known to be the actor's. */
  submitStep(
    actor: Actor,
    runnerId: string,
    toStep: (runner: Runner) => Promise<WorkflowStep> | WorkflowStep,
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    return this.#command(actor, runnerId, context, async (port, id, runner) =>
      port.submitStep(id, await toStep(runner), context),
    );
  }

  setCurrentApplicant(
    actor: Actor,
    runnerId: string,
    providerApplicantId: string,
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    return this.#command(actor, runnerId, context, (port, id) =>
      port.setCurrentApplicant(id, providerApplicantId, context),
    );
  }

  submitApplication(actor: Actor, runnerId: string, context: CallContext): Promise<RunnerAfterCommand> {
    return this.#command(actor, runnerId, context, (port, id) => port.submitApplication(id, context));
  }

  /** `maxAgeMs`: how old a kept answer may be; null: always ask. */
  readState(runner: Runner, maxAgeMs: number | null, context: CallContext): Promise<Sourced<RunnerState>> {
    return this.#read('runner', runner, maxAgeMs, (port, id) => port.getRunner(id, context));
  }

  readApplicants(
    runner: Runner,
    maxAgeMs: number | null,
    context: CallContext,
  ): Promise<Sourced<readonly RunnerApplicant[]>> {
    return this.#read('runner-applicants', runner, maxAgeMs, (port, id) => port.listApplicants(id, context));
  }

  #read<T>(
    kind: string,
    runner: Runner,
    maxAgeMs: number | null,
    read: (port: WorkflowPort, providerRunnerId: string) => Promise<T>,
  ): Promise<Sourced<T>> {
    const { providerId, providerRunnerId, userId } = runner;
    const subject = { userId, purpose: WORKFLOW_DISCLOSURE.purpose };
    const key = { providerId, kind, recordKey: providerRunnerId ?? runner.id };
    return this.deps.reads.read(key, subject, maxAgeMs, async () => {
      if (providerRunnerId === null)
        throw new ProviderError({ providerId, code: 'PROVIDER_NOT_FOUND', retryable: false });
      return read(this.deps.providers.portOf(providerId, 'WORKFLOW'), providerRunnerId);
    });
  }

  /** The one way to change a runner at its provider. Throws `ConsentRequired` before the provider is called. */
  async #command(
    actor: Actor,
    runnerId: string,
    context: CallContext,
    call: (port: WorkflowPort, providerRunnerId: string, runner: Runner) => Promise<RunnerState>,
  ): Promise<RunnerAfterCommand> {
    const runner = await getOwned(this.deps.runners, actor, runnerId, 'runnerId');
    const providerRunnerId = runner.providerRunnerId;
    if (providerRunnerId === null) throw conflict('runnerId', 'The provider does not have this runner.');
    await this.deps.consentGate.disclose(runner.userId, runner.providerId, WORKFLOW_DISCLOSURE, context);
    const state = await providerCommand(async () =>
      call(this.deps.providers.portOf(runner.providerId, 'WORKFLOW'), providerRunnerId, runner),
    );
    return this.#afterCommand(runner, state);
  }

  async #afterCommand(runner: Runner, state: RunnerState): Promise<RunnerAfterCommand> {
    const saved: Runner = {
      ...runner,
      providerRunnerId: state.providerRunnerId,
      flowId: state.flowId ?? runner.flowId,
      refId: state.refId ?? runner.refId,
      status: state.status,
    };
    const key = { providerId: runner.providerId, kind: 'runner', recordKey: state.providerRunnerId };
    await this.deps.reads.changed(key.providerId, key.recordKey);
    return { runner: await this.#save(saved), state: this.deps.reads.known(key, state) };
  }

  async #save(runner: Runner): Promise<Runner> {
    const saved = { ...runner, updatedAt: this.deps.clock() };
    await this.deps.runners.save(saved);
    return saved;
  }
}
