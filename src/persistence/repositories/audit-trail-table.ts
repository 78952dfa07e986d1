import type { AuditEvent, AuditTrail } from '../../domain/audit/audit-trail.js';
import type { HashChain } from '../chain/hash-chain.js';

export interface AuditTrailTableDependencies {
  readonly chain: HashChain;
  readonly newId: () => string;
  readonly clock: () => Date;
}

export class AuditTrailTable implements AuditTrail {
  constructor(private readonly deps: AuditTrailTableDependencies) {}

  record({ actor, action, subjectUserId, target, purpose, requestId, details }: AuditEvent): Promise<void> {
    const { chain, newId, clock } = this.deps;
    return chain.append([
      {
        id: newId(),
        at: clock(),
        actorId: actor.id,
        actorRole: actor.role,
        action,
        subjectUserId,
        targetType: target?.type ?? null,
        targetId: target?.id ?? null,
        purpose: purpose ?? null,
        requestId: requestId ?? null,
        details: details ?? {},
      },
    ]);
  }
}
