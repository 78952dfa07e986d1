/** A webhook as a simulator signs it. */
export interface SimulatedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  /** The very text that was signed. */
  readonly body: string;
}

/** How webhooks are delivered; set at `PUT /__simulator/webhooks`. */
export interface WebhookDelivery {
  /** Where they go; null: nowhere. */
  readonly target: string | null;
  /** How often each is sent; 2 and more make duplicates. */
  readonly copies?: number;
  /** Hold this many back and send them in reverse order, to make disorder. */
  readonly reverseEvery?: number;
  readonly delayMs?: number;
}

const TIMEOUT_MS = 5_000;

/** Sends a simulator's webhooks. A target that is gone costs the simulator nothing. */
export class SimulatorWebhooks {
  #delivery: WebhookDelivery = { target: null };
  #held: SimulatedWebhook[] = [];
  readonly #underWay = new Set<Promise<void>>();

  configure(delivery: WebhookDelivery): void {
    this.#delivery = { ...this.#delivery, ...delivery };
  }

  send(webhook: SimulatedWebhook): void {
    const { reverseEvery = 1 } = this.#delivery;
    this.#held.push(webhook);
    if (this.#held.length < reverseEvery) return;
    const batch = this.#held.reverse();
    this.#held = [];
    const delivery = this.#deliver(batch, this.#delivery).finally(() => this.#underWay.delete(delivery));
    this.#underWay.add(delivery);
  }

  /** Resolves when everything that is on its way has arrived or failed. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #deliver(
    batch: readonly SimulatedWebhook[],
    { target, copies = 1, delayMs = 0 }: WebhookDelivery,
  ): Promise<void> {
    if (target === null) return;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    for (const { headers, body } of batch) {
      for (let copy = 0; copy < copies; copy += 1) await post(target, headers, body);
    }
  }
}

async function post(target: string, headers: Readonly<Record<string, string>>, body: string): Promise<void> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal,
    });
    await response.arrayBuffer();
  } catch {
    // The receiver is not our business; a real provider would try again later.
  }
}
