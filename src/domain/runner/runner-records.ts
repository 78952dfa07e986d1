import type { Clock } from '../clock.js';
import { WORKFLOW_DISCLOSURE } from '../consent/disclosure.js';
import type { OwnedRepository } from '../owned-repository.js';
import { ProviderError } from '../provider/provider-error.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import type { RunnerState } from '../provider/workflow-port.js';
import type { Runner } from './runner.js';

/** A runner together with the state that the provider's answer to a command just gave, so that nobody asks twice. */
export interface RunnerAfterCommand {
  readonly runner: Runner;
  readonly state: Sourced<RunnerState>;
}

export interface RunnerRecordsDependencies {
  readonly runners: OwnedRepository<Runner>;
  readonly reads: ProviderReads;
  readonly clock: Clock;
}

/** What is kept of runners: the local records, and the last known answers of their providers. */
export class RunnerRecords {
  constructor(private readonly deps: RunnerRecordsDependencies) {}

  /** `kind`: what is asked, as in `SnapshotKey`. A runner that the provider never knew is not asked about. */
  read<T>(
    kind: string,
    { providerId, providerRunnerId, userId, id }: Runner,
    maxAgeMs: number | null,
    call: (providerRunnerId: string) => Promise<T>,
  ): Promise<Sourced<T>> {
    const subject = { userId, purpose: WORKFLOW_DISCLOSURE.purpose };
    const key = { providerId, kind, recordKey: providerRunnerId ?? id };
    return this.deps.reads.read(key, subject, maxAgeMs, async () => {
      if (providerRunnerId === null)
        throw new ProviderError({ providerId, code: 'PROVIDER_NOT_FOUND', retryable: false });
      return call(providerRunnerId);
    });
  }

  /** After a command: everything known before is outdated, and `state` is known now. */
  async changed(runner: Runner, state: RunnerState): Promise<RunnerAfterCommand> {
    const saved: Runner = {
      ...runner,
      providerRunnerId: state.providerRunnerId,
      flowId: state.flowId ?? runner.flowId,
      refId: state.refId ?? runner.refId,
      status: state.status,
    };
    const key = { providerId: runner.providerId, kind: 'runner', recordKey: state.providerRunnerId };
    await this.deps.reads.changed(key.providerId, key.recordKey);
    return { runner: await this.save(saved), state: this.deps.reads.known(key, state) };
  }

  async save(runner: Runner): Promise<Runner> {
    const saved = { ...runner, updatedAt: this.deps.clock() };
    await this.deps.runners.save(saved);
    return saved;
  }
}
