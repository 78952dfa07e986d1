import { withoutAadhaar } from '../domain/personal-data/without-aadhaar.js';
import type { Capability, CapabilityPorts } from '../domain/provider/capability.js';
import type { Evidence } from '../domain/provider/evidence.js';

/** `field`: which part of the answer was UNKNOWN. */
export type OnUnknown = (capability: Capability, field: 'status' | 'outcome') => void;

/** The same ports, with every answer freed of Aadhaar numbers and looked at for words that no mapping lists. */
export function watchPorts(ports: Partial<CapabilityPorts>, onUnknown: OnUnknown): Partial<CapabilityPorts> {
  const watched = Object.entries(ports).map(([name, port]) => [
    name,
    watchPort(port, (field) => onUnknown(name as Capability, field)),
  ]);
  return Object.fromEntries(watched) as Partial<CapabilityPorts>;
}

type Met = (field: 'status' | 'outcome') => void;

function watchPort<T extends object>(port: T, met: Met): T {
  return new Proxy(port, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== 'function') return member;
      return (...input: unknown[]) => {
        const answer: unknown = Reflect.apply(member, target, input);
        if (!(answer instanceof Promise)) return answer;
        return answer.then((value: unknown) => {
          lookAt(value, met);
          return withoutAadhaar(value);
        });
      };
    },
  });
}

/** Results stand at the top, or one below it beside a file. */
function lookAt(value: unknown, met: Met): void {
  if (typeof value !== 'object' || value === null) return;
  if ('result' in value) lookAt(value.result, met);
  if ('status' in value && value.status === 'UNKNOWN') met('status');
  if ('outcome' in value && (value.outcome === 'UNKNOWN' || hasUnknownEvidence(value))) met('outcome');
}

/** A comparison whose word is in no list makes the outcome UNKNOWN later on. */
function hasUnknownEvidence(value: object): boolean {
  const evidence = 'evidence' in value ? (value.evidence as Evidence | undefined) : undefined;
  return Object.values(evidence?.statements ?? {}).some(({ verdict }) => verdict === 'UNKNOWN');
}
