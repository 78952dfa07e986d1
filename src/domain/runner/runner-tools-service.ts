import type { AccessLog, AccessPurpose } from '../audit/access-log.js';
import { toAuditActor } from '../audit/audit-entry.js';
import type { ConsentGate } from '../consent/consent-gate.js';
import { WORKFLOW_DISCLOSURE } from '../consent/disclosure.js';
import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import type { Clock } from '../kernel/clock.js';
import type { ReplaceableRecords } from '../kernel/owned-repository.js';
import { conflict, invalid, notFound } from '../kernel/problem.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { ProviderRunner, RunnerActivity, RunnerFlowInfo, RunnerToolsPort } from '../provider/runner-tools-port.js';
import type { Source, Sourced } from '../provider/source.js';
import type { ProviderPage } from '../provider/workflow-design-port.js';
import type { JsonObject, RunnerNode, RunnerState } from '../provider/workflow-port.js';
import type { ProviderCommands } from '../provider-command/provider-commands.js';
import type { Runner } from './runner.js';
import type { RunnerAfterCommand, RunnerRecords } from './runner-records.js';
import { type FilledTemplate, parseRunnerTemplate } from './runner-template.js';

export interface RunnerToolsDependencies {
  readonly runners: ReplaceableRecords<Runner>;
  readonly runnerRecords: RunnerRecords;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  readonly commands: ProviderCommands;
  readonly consentGate: ConsentGate;
  readonly accessLog: AccessLog;
  readonly clock: Clock;
}

export interface ParsedForRunner {
  readonly runner: Runner;
  readonly parsed: FilledTemplate;
  readonly source: Source;
}

export interface TemplateRequest {
  readonly runnerId: string;
  readonly template: string;
  /** Why the personal values are to be in clear; null: masked. */
  readonly purpose: AccessPurpose | null;
}

type Call = (port: RunnerToolsPort, providerRunnerId: string) => Promise<RunnerState>;

/** The runner and what it is called where it runs. */
interface KnownRunner {
  readonly runner: Runner;
  readonly providerRunnerId: string;
}

/**
 * What can be looked up around a runner, and what staff do with the runners of others, under the consent of the person
 * whose runner it is. Callers check the role.
 */
export class RunnerToolsService {
  constructor(private readonly deps: RunnerToolsDependencies) {}

  /** Whatever the provider lists, also what was not made here. */
  listRunners(
    page: { readonly number: number; readonly size: number },
    context: CallContext,
  ): Promise<Sourced<ProviderPage<ProviderRunner>>> {
    const { providerId, port } = this.deps.providers.choose('RUNNER_TOOLS');
    const key = { providerId, kind: 'provider-runners', recordKey: `${page.number}-${page.size}` };
    return this.deps.reads.read(key, null, null, () => port.listRunners(page, context));
  }

  /** `maxAgeMs`: how old a kept answer may be; null: always ask. */
  readActivity(
    runner: Runner,
    maxAgeMs: number | null,
    context: CallContext,
  ): Promise<Sourced<readonly RunnerActivity[]>> {
    return this.#read('runner-activity', runner, maxAgeMs, (port, id) => port.listActivity(id, context));
  }

  readStore(runner: Runner, maxAgeMs: number | null, context: CallContext): Promise<Sourced<JsonObject>> {
    return this.#read('runner-store', runner, maxAgeMs, (port, id) => port.getStore(id, context));
  }

  readFlowInfo(runner: Runner, maxAgeMs: number | null, context: CallContext): Promise<Sourced<RunnerFlowInfo>> {
    return this.#read('runner-flow', runner, maxAgeMs, (port, id) => port.getFlowInfo(id, context));
  }

  readCurrentNodes(
    runner: Runner,
    maxAgeMs: number | null,
    context: CallContext,
  ): Promise<Sourced<readonly RunnerNode[]>> {
    return this.#read('runner-nodes', runner, maxAgeMs, (port, id) => port.listCurrentNodes(id, context));
  }

  async sendCallback(
    actor: Actor,
    runnerId: string,
    payload: JsonObject,
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    const known = await this.#find(runnerId);
    await this.#disclose(known, context);
    const call: Call = (port, id) => port.sendCallback(id, payload, context);
    return this.#command(actor, known, 'sendRunnerCallback', call, context);
  }

  async updateDesign(
    actor: Actor,
    runnerId: string,
    designId: string,
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    const known = await this.#find(runnerId);
    await this.deps.consentGate.require(known.runner.userId, WORKFLOW_DISCLOSURE);
    const call: Call = (port, id) => port.updateDesign(id, designId, context);
    return this.#command(actor, known, 'updateRunnerDesign', call, context);
  }

  async updateStore(
    actor: Actor,
    runnerId: string,
    content: JsonObject,
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    const known = await this.#find(runnerId);
    await this.#disclose(known, context);
    const call: Call = (port, id) => port.updateStore(id, content, context);
    return this.#command(actor, known, 'updateRunnerStore', call, context);
  }

  /**
   * Not kept: it is as good as its template. Values in clear are on record, one by one, before they are asked for.
   */
  async parseTemplate(actor: Actor, request: TemplateRequest, context: CallContext): Promise<ParsedForRunner> {
    const { runnerId, purpose } = request;
    const template = parseRunnerTemplate(request.template);
    const { runner, providerRunnerId } = await this.#find(runnerId);
    const own = actor.userId === runner.userId;
    if (purpose !== null && (purpose === 'OWN_DATA') !== own)
      throw invalid([{ field: 'purpose', message: 'must be OWN_DATA for oneself, and for nobody else' }]);
    await this.deps.consentGate.require(runner.userId, WORKFLOW_DISCLOSURE);
    if (purpose !== null) await this.#recordReveal(actor, runner, { paths: template.paths, purpose }, context);
    const asked = { paths: template.paths, inClear: purpose !== null };
    const values = await providerCommand(async () =>
      this.#portOf(runner).parseTemplate(providerRunnerId, asked, context),
    );
    const { providerId } = runner;
    const source = { providerId, state: 'LIVE', fetchedAt: this.deps.clock(), error: null } as const;
    return { runner, parsed: template.fill(values), source };
  }

  #recordReveal(
    actor: Actor,
    { id, userId }: Runner,
    { paths, purpose }: { readonly paths: readonly string[]; readonly purpose: AccessPurpose },
    context: CallContext,
  ): Promise<void> {
    const requestId = context.requestId ?? null;
    const common = { actor: toAuditActor(actor), action: 'REVEAL', subjectUserId: userId, purpose, requestId } as const;
    const target = { type: 'Runner', id };
    return this.deps.accessLog.record(paths.map((field) => ({ ...common, target, field })));
  }

  #read<T>(
    kind: string,
    runner: Runner,
    maxAgeMs: number | null,
    read: (port: RunnerToolsPort, providerRunnerId: string) => Promise<T>,
  ): Promise<Sourced<T>> {
    return this.deps.runnerRecords.read(kind, runner, maxAgeMs, async (id) => read(this.#portOf(runner), id));
  }

  async #command(
    actor: Actor,
    { runner, providerRunnerId }: KnownRunner,
    operation: string,
    call: Call,
    context: CallContext,
  ): Promise<RunnerAfterCommand> {
    const command = { providerId: runner.providerId, operation };
    const send = async () => call(this.#portOf(runner), providerRunnerId);
    const state = await this.deps.commands.run(actor, command, send, context);
    return this.deps.runnerRecords.changed(runner, state);
  }

  async #find(runnerId: string): Promise<KnownRunner> {
    const [runner] = await this.deps.runners.findMany([runnerId]);
    if (runner === undefined) throw notFound('runnerId');
    const { providerRunnerId } = runner;
    if (providerRunnerId === null) throw conflict('runnerId', 'The provider does not have this runner.');
    return { runner, providerRunnerId };
  }

  #disclose({ runner }: KnownRunner, context: CallContext): Promise<void> {
    return this.deps.consentGate.disclose(runner.userId, runner.providerId, WORKFLOW_DISCLOSURE, context);
  }

  #portOf({ providerId }: Runner): RunnerToolsPort {
    return this.deps.providers.portOf(providerId, 'RUNNER_TOOLS');
  }
}
