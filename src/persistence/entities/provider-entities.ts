import { EntitySchema } from 'typeorm';
import * as c from './columns.js';

/** What providers told us, beside the domain's own records. Written and read as plain SQL by their tables. */
export const SnapshotEntity = new EntitySchema({
  name: 'ProviderSnapshot',
  tableName: 'provider_snapshots',
  columns: {
    providerId: { ...c.text, primary: true },
    recordKey: { ...c.text, primary: true },
    kind: { ...c.text, primary: true },
    value: c.sealedJson(),
    fetchedAt: c.instant,
    outdatedAt: c.optionalInstant,
  },
  indices: [
    {
      name: 'provider_snapshots_look_ups',
      columns: ['kind'],
      where: `kind IN ('customer-lookup', 'provider-runners')`,
    },
  ],
});

export const WebhookEventEntity = new EntitySchema({
  name: 'WebhookEvent',
  tableName: 'webhook_events',
  columns: {
    id: c.id,
    providerId: c.text,
    dedupeKey: c.text,
    eventType: c.text,
    recordKey: c.text,
    event: c.sealedJson(),
    occurredAt: c.optionalInstant,
    receivedAt: c.instant,
    processedAt: c.optionalInstant,
    nextTryAt: c.optionalInstant,
  },
  uniques: [{ name: 'webhook_events_once', columns: ['providerId', 'dedupeKey'] }],
  indices: [
    { name: 'webhook_events_record', columns: ['providerId', 'recordKey'] },
    { name: 'webhook_events_due', columns: ['nextTryAt'], where: 'processed_at IS NULL' },
  ],
});
