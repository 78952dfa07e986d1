import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { repeat, type SimulatorTools } from '../../simulator/simulator-kit.js';
import { AML_REJECTED } from './magic-inputs.simulator.js';
import { CDP_SIMULATOR_CREDENTIALS } from './token.simulator.js';

export const UNDER_INVESTIGATION = 'Under Investigation';

/** Of simulator time. */
const LASTS_MS = 60_000;
const LOOK_EVERY_MS = 200;

export interface InvestigationState {
  customers: Record<string, { readonly ecrn: string; readonly aml_scan_status: string | null }>;
  /** By customer number: when it ends, in milliseconds of simulator time, and with which word. */
  investigations: Record<string, { readonly endsAt: number; readonly result: string }>;
}

interface Tools extends Pick<SimulatorTools, 'now' | 'webhooks'> {
  readonly save: () => void;
}

/** AML investigations of onboarded customers: each ends by itself, and a callback tells so. */
export class Investigations {
  constructor(
    private readonly state: InvestigationState,
    private readonly tools: Tools,
  ) {}

  begin(ecrn: string, idNumber: string): void {
    const result = idNumber === AML_REJECTED ? 'Rejected' : 'Accepted';
    this.state.investigations[ecrn] = { endsAt: this.tools.now() + LASTS_MS, result };
  }

  /** Ends what is due now and then, and before every request, so that an answer is never behind its callback. */
  watch(app: FastifyInstance): void {
    const stop = repeat(LOOK_EVERY_MS, () => this.#endDue());
    app.addHook('onRequest', async () => this.#endDue());
    app.addHook('onClose', async () => stop());
  }

  #endDue(): void {
    const now = this.tools.now();
    for (const [ecrn, { endsAt, result }] of Object.entries(this.state.investigations)) {
      if (endsAt > now) continue;
      delete this.state.investigations[ecrn];
      const customer = this.state.customers[ecrn];
      if (customer !== undefined) this.state.customers[ecrn] = { ...customer, aml_scan_status: result };
      this.tools.save();
      this.tools.webhooks.send(callback(ecrn, result));
    }
  }
}

/** Its time is the real one: receivers refuse what is not of now. */
function callback(ecrn: string, aml_scan_status: string) {
  const body = JSON.stringify({
    event_type: 'AML_STATUS_UPDATED',
    request_id: randomUUID(),
    timestamp: new Date().toISOString(),
    data: { ecrn, aml_scan_status },
  });
  return { headers: { 'x-webhook-token': CDP_SIMULATOR_CREDENTIALS.webhookToken }, body };
}
