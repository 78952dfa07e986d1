import type { Clock } from '../clock.js';
import { getOwned } from '../owned-records.js';
import type { OwnedRepository } from '../owned-repository.js';
import { conflict } from '../problem.js';
import type { CallContext } from '../provider/kyc-provider.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { providerCommand } from '../provider/provider-problem.js';
import { readSourced } from '../provider/read-sourced.js';
import type { Source, Sourced } from '../provider/source.js';
import type {
  JsonObject,
  RunnerAction,
  RunnerApplicant,
  RunnerState,
  WorkflowPort,
} from '../provider/workflow-port.js';
import type { Actor } from '../session/actor.js';
import type { Runner } from './runner.js';

export interface RunnerDependencies {
  readonly runners: OwnedRepository<Runner>;
  readonly providers: ProviderDirectory;
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
    return this.#command(actor, runnerId, (port, id) => port.executeRunner(id, input, context));
  }

  setCurrentApplicant(
    actor: Actor,
    runnerId: string,
    providerApplicantId: string,
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    return this.#command(actor, runnerId, (port, id) => port.setCurrentApplicant(id, providerApplicantId, context));
  }

  submitApplication(actor: Actor, runnerId: string, context: CallContext): Promise<RunnerAfterCommand> {
    return this.#command(actor, runnerId, (port, id) => port.submitApplication(id, context));
  }

  readState(runner: Runner, context: CallContext): Promise<Sourced<RunnerState>> {
    return this.#read(runner, (port, id) => port.getRunner(id, context));
  }

  readApplicants(runner: Runner, context: CallContext): Promise<Sourced<readonly RunnerApplicant[]>> {
    return this.#read(runner, (port, id) => port.listApplicants(id, context));
  }

  #read<T>(runner: Runner, read: (port: WorkflowPort, providerRunnerId: string) => Promise<T>): Promise<Sourced<T>> {
    return readSourced(runner.providerId, this.deps.clock, () => {
      const port = this.deps.providers.portOf(runner.providerId, 'WORKFLOW');
      if (runner.providerRunnerId !== null) return read(port, runner.providerRunnerId);
      throw new ProviderError({ providerId: runner.providerId, code: 'PROVIDER_NOT_FOUND', retryable: false });
    });
  }

  async #command(
    actor: Actor,
    runnerId: string,
    call: (port: WorkflowPort, providerRunnerId: string) => Promise<RunnerState>,
  ): Promise<RunnerAfterCommand> {
    const runner = await getOwned(this.deps.runners, actor, runnerId, 'runnerId');
    const providerRunnerId = runner.providerRunnerId;
    if (providerRunnerId === null) throw conflict('runnerId', 'The provider does not have this runner.');
    const state = await providerCommand(async () =>
      call(this.deps.providers.portOf(runner.providerId, 'WORKFLOW'), providerRunnerId),
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
    const source: Source = { providerId: runner.providerId, state: 'LIVE', fetchedAt: this.deps.clock(), error: null };
    return { runner: await this.#save(saved), state: { value: state, source } };
  }

  async #save(runner: Runner): Promise<Runner> {
    const saved = { ...runner, updatedAt: this.deps.clock() };
    await this.deps.runners.save(saved);
    return saved;
  }
}
