import type { ProviderRunner, RunnerActivity, RunnerFlowInfo } from '../../../domain/provider/runner-tools-port.js';
import { toMaskedDesign } from '../crego.object-masks.mapping.js';
import { maskValue, redactText, toWord } from '../crego.redaction.mapping.js';
import { toUtcInstant } from '../crego.time.mapping.js';
import type { CregoRunner } from '../runner/runner.contract.js';
import type { CregoActivity, CregoFlowInfo } from './runner-tools.contract.js';

/** Parts of a flow's answer that are about the person in it: other fields show them to whom they are for. */
const ABOUT_PERSONS: ReadonlySet<string> = new Set(
  'data store store_info params visited_nodes user user_id created_by updated_by applicants'.split(' '),
);

export function toProviderRunner(runner: CregoRunner): ProviderRunner {
  return {
    providerRunnerId: runner.id,
    refId: runner.ref_id === null ? null : redactText(runner.ref_id),
    flowId: runner.flow_id,
    currentNode: word(runner.node?.name ?? runner.current_node ?? null),
    createdAt: toUtcInstant(runner.created_at),
  };
}

/** Oldest first; what carries no time comes first, in the order sent. */
export function toActivity(entries: readonly CregoActivity[]): RunnerActivity[] {
  return entries
    .map(({ node, action, timestamp, user_id }) => ({
      node: word(node),
      action: word(action),
      at: toUtcInstant(timestamp),
      by: user_id === null ? null : maskValue('mobile', user_id),
    }))
    .sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
}

export function toFlowInfo({ name, nodes, stages, content }: CregoFlowInfo): RunnerFlowInfo {
  const shown = Object.fromEntries(Object.entries(content).filter(([key]) => !ABOUT_PERSONS.has(key)));
  return {
    name: masked(name),
    nodes: nodes.map((node) => ({ name: toWord(node.name), type: word(node.type) })),
    stages: stages.map((stage) => ({ name: masked(stage.name), nodes: stage.nodes.map(toWord) })),
    content: toMaskedDesign(shown),
  };
}

function word(text: string | null): string | null {
  return text === null ? null : toWord(text);
}

function masked(text: string | null): string | null {
  return text === null ? null : redactText(text);
}
