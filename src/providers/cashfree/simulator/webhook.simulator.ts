import { createHmac } from 'node:crypto';
import type { SimulatorTools } from '../../simulator/simulator-kit.js';

/** What a session of the simulator tells when it ends. */
export interface SimulatedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** By the simulator's own time. */
  readonly at: number;
  /** Signed in the body over the sorted values of `data`, as older accounts are. */
  readonly legacy: boolean;
}

/** Each scheme has a secret of its own. */
export interface EventSecrets {
  readonly clientSecret: string;
  readonly legacyWebhookSecret: string;
}

/** Signs and sends one event as the suite does. */
export function sendEvent(tools: SimulatorTools, secrets: EventSecrets, event: SimulatedEvent): void {
  const body = {
    event_type: event.type,
    event_time: new Date(event.at).toISOString(),
    version: event.type.startsWith('BANK_ACCOUNT') ? 'v2' : 'v1',
    data: event.data,
  };
  if (event.legacy) {
    const text = Object.keys(event.data)
      .sort()
      .map((key) => legacyValue(event.data[key]))
      .join('');
    const signed = JSON.stringify({ ...body, signature: base64Hmac(secrets.legacyWebhookSecret, text) });
    tools.webhooks.send({ headers: {}, body: signed });
    return;
  }
  const raw = JSON.stringify(body);
  // Real time, not the simulator's own: receivers compare it with their clock.
  const timestamp = String(Date.now());
  tools.webhooks.send({
    headers: {
      'x-webhook-signature': base64Hmac(secrets.clientSecret, timestamp + raw),
      'x-webhook-timestamp': timestamp,
      'x-webhook-attempt': '1',
      'x-webhook-version': body.version,
    },
    body: raw,
  });
}

function base64Hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64');
}

function legacyValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
