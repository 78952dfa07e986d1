import type { AuditEvent, AuditTrail } from '../../../src/domain/audit/audit-trail.js';

export class MemoryAuditTrail implements AuditTrail {
  readonly events: AuditEvent[] = [];

  async record(event: AuditEvent): Promise<void> {
    this.events.push(event);
  }
}
