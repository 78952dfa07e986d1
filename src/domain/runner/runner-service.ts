import type { ConsentGate } from '../consent/consent-gate.js';
import { WORKFLOW_DISCLOSURE } from '../consent/disclosure.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import { getOwned } from '../kernel/owned-records.js';
import type { ReplaceableRecords } from '../kernel/owned-repository.js';
import { conflict } from '../kernel/problem.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { Sourced } from '../provider/source.js';
import type {
  JsonObject,
  RunnerAction,
  RunnerApplicant,
  RunnerState,
  WorkflowPort,
} from '../provider/workflow-port.js';
import type { WorkflowStep } from '../provider/workflow-step.js';
import type { Runner } from './runner.js';
import type { RunnerAfterCommand, RunnerRecords } from './runner-records.js';

export interface RunnerDependencies {
  readonly runners: ReplaceableRecords<Runner>;
  readonly runnerRecords: RunnerRecords;
  readonly providers: ProviderDirectory;
  readonly consentGate: ConsentGate;
  readonly newId: () => string;
  readonly clock: Clock;
}

interface NewRunner {
  readonly flowId: string | null;
  readonly refId: string | null;
}

/** Workflow instances: local record and live state. */
export class RunnerService {
  constructor(private readonly deps: RunnerDependencies) {}

  async create(actor: Actor, input: NewRunner, context: CallContext): Promise<RunnerAfterCommand> {
    const { providerId, port } = this.deps.providers.choose('WORKFLOW');
    return this.#create(actor, providerId, input, context, (asked) => port.createRunner(asked, context));
  }

  /** Makes a runner and submits the form of its first node in one call of the provider. */
  async createAndExecute(
    actor: Actor,
    input: NewRunner & { readonly action: RunnerAction; readonly data: JsonObject },
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    const { providerId, port } = this.deps.providers.choose('RUNNER_TOOLS');
    const { action, data } = input;
    return this.#create(actor, providerId, input, context, (asked) =>
      port.createAndExecute({ ...asked, action, data }, context),
    );
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
    return this.deps.runnerRecords.read(kind, runner, maxAgeMs, async (id) =>
      read(this.deps.providers.portOf(runner.providerId, 'WORKFLOW'), id),
    );
  }

  /** Kept as pending before the provider is asked, and with what became of it after. */
  async #create(
    actor: Actor,
    providerId: string,
    { flowId, refId }: NewRunner,
    context: CallContext,
    call: (asked: { readonly flowId?: string; readonly refId?: string }) => Promise<RunnerState>,
  ): Promise<RunnerAfterCommand> {
    const { runners, runnerRecords, consentGate, newId, clock } = this.deps;
    await consentGate.disclose(actor.userId, providerId, WORKFLOW_DISCLOSURE, context);
    const now = clock();
    const pending: Runner = {
      id: newId(),
      userId: actor.userId,
      providerId,
      providerRunnerId: null,
      flowId,
      refId,
      status: 'PROCESSING',
      createdAt: now,
      updatedAt: now,
    };
    await runners.insert(pending);
    const state = await providerCommand(
      () => call({ flowId: flowId ?? undefined, refId: refId ?? undefined }),
      async (error) => {
        await runnerRecords.change(pending, (newest) => ({
          ...newest,
          status: error.outcomeUnknown ? 'UNKNOWN' : 'ERRORED',
        }));
      },
    );
    return runnerRecords.changed(pending, state);
  }

  /** The one way in which people change a runner at its provider. Throws `ConsentRequired` before the provider is called. */
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
    return this.deps.runnerRecords.changed(runner, state);
  }
}
