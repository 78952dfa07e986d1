import { repeat, type SimulatorTools } from '../../simulator/simulator-kit.js';
import { type EventSecrets, type SimulatedEvent, sendEvent } from './webhook.simulator.js';

/** Something that ends by itself: an account check in the background, a page that a person opens. */
export interface SimulatedSession {
  readonly kind: 'bank' | 'digilocker' | 'form' | 'esign' | 'rpd';
  /** What its GET answers until it ends, and from then on. */
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
  /** What the caller wrote to steer the simulator; no answer holds it. */
  readonly hint: string;
  /** By the simulator's own time; null: never. */
  readonly endsAt: number | null;
  /** Told when it ends; empty: nothing. */
  readonly event: string;
  readonly legacy: boolean;
  /** Told once more, and then an older event after the newer one. */
  readonly disorder: boolean;
  told: boolean;
}

const TICK_MS = 40;

/** The sessions by their reference, and the clock that ends them. */
export class Sessions {
  constructor(
    private readonly sessions: Record<string, SimulatedSession>,
    private readonly tools: SimulatorTools,
    private readonly save: () => void,
    private readonly secrets: EventSecrets,
  ) {}

  add(reference: string, session: SimulatedSession): void {
    this.sessions[reference] = session;
    this.save();
  }

  find(reference: string | null, kind: SimulatedSession['kind']): SimulatedSession | null {
    if (reference === null || !Object.hasOwn(this.sessions, reference)) return null;
    const found = this.sessions[reference];
    return found?.kind === kind ? found : null;
  }

  /** As its GET answers now. */
  body(session: SimulatedSession): Record<string, unknown> {
    return this.hasEnded(session) ? session.after : session.before;
  }

  hasEnded({ endsAt }: SimulatedSession): boolean {
    return endsAt !== null && endsAt <= this.tools.now();
  }

  /** Sends the events of the sessions that have ended meanwhile; gives back how to stop. */
  start(): () => void {
    return repeat(TICK_MS, () => this.#tick());
  }

  #tick(): void {
    const ended = Object.values(this.sessions).filter((session) => !session.told && this.hasEnded(session));
    if (ended.length === 0) return;
    for (const session of ended) {
      session.told = true;
      if (session.event !== '') this.#tell(session);
    }
    this.save();
  }

  #tell(session: SimulatedSession): void {
    const { legacy, endsAt } = session;
    const at = endsAt ?? this.tools.now();
    const event: SimulatedEvent = { type: session.event, data: session.after, at, legacy };
    sendEvent(this.tools, this.secrets, event);
    if (!session.disorder) return;
    sendEvent(this.tools, this.secrets, event);
    const late = { ...event, data: session.before, at: at - 60_000 };
    // Only after the newer ones have arrived is it late.
    const send = () => sendEvent(this.tools, this.secrets, late);
    this.tools.webhooks.settled().then(send, send);
  }
}

/** The caller's id of a bank check comes back at once and in webhooks, not when the check is read again. */
export function withoutUser({ user_id: _, ...body }: Record<string, unknown>): object {
  return body;
}
