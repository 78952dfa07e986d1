import type { ProviderEvent } from '../provider/webhook-port.js';
import type { WebhookRepository } from './webhook-repository.js';

/** Clocks differ by this much at most; whoever tells of a later time tells of no time. */
const MAX_AHEAD_MS = 5 * 60 * 1000;

/** The event as of when it came where it says that it is still to happen: it would otherwise overrule all that follow. */
export function withoutFuture(event: ProviderEvent, receivedAt: Date): ProviderEvent {
  const { occurredAt } = event;
  const future = occurredAt !== null && occurredAt.getTime() > receivedAt.getTime() + MAX_AHEAD_MS;
  return future ? { ...event, occurredAt: receivedAt } : event;
}

/** Whether something that happened after this event is known already. */
export async function isLate(
  events: Pick<WebhookRepository, 'newestOccurred'>,
  providerId: string,
  { recordKey, occurredAt }: ProviderEvent,
): Promise<boolean> {
  if (occurredAt === null) return false;
  const newest = await events.newestOccurred(providerId, recordKey);
  return newest !== null && occurredAt < newest;
}
