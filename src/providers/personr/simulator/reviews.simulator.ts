import type { FastifyInstance } from 'fastify';
import { repeat, type SimulatorTools } from '../../simulator/simulator-kit.js';
import { type ApplicantRecord, extractedOf, reviewIfDue, statusResponse, verdictOf } from './applicant.simulator.js';

/** What the simulator's webhooks carry after `Bearer`. */
export const PERSONR_SIMULATOR_WEBHOOK_TOKEN = 'simulator-webhook-token';
/** A `sourceKey` that begins with this gets webhooks with the older body. */
export const OLDER_WEBHOOK_SOURCE_KEY = 'older-webhook';

const TICK_MS = 50;

/** Ends reviews when their time has come by the simulator's own clock, and tells the gateway of every result. */
export class SimulatedReviews {
  constructor(
    private readonly applicants: Readonly<Record<string, ApplicantRecord>>,
    private readonly save: () => void,
    private readonly tools: SimulatorTools,
  ) {}

  /** Looks at the clock now and then, and after every request, since one may have moved it. */
  watch(app: FastifyInstance): void {
    const stop = repeat(TICK_MS, () => this.endDue());
    app.addHook('onResponse', async () => this.endDue());
    app.addHook('onClose', async () => stop());
  }

  endDue(): void {
    for (const record of Object.values(this.applicants)) this.#end(record, false);
  }

  /** A look at an applicant shortens its review. */
  look(record: ApplicantRecord): void {
    if (!this.#end(record, true) && record.requestedAt !== null && record.reviewedAt === null) this.save();
  }

  /** A second result may be due as soon as the first one is. */
  #end(record: ApplicantRecord, looked: boolean): boolean {
    if (!reviewIfDue(record, this.tools.now(), looked)) return false;
    this.save();
    const headers = { authorization: `Bearer ${PERSONR_SIMULATOR_WEBHOOK_TOKEN}` };
    const older = record.sourceKey.startsWith(OLDER_WEBHOOK_SOURCE_KEY);
    const body = older ? { status: 'success', response: statusResponse(record) } : flatBody(record);
    this.tools.webhooks.send({ headers, body: JSON.stringify(body) });
    return true;
  }
}

/** The newer body: other names than those of the result call, and no reject type. */
function flatBody(record: ApplicantRecord): Record<string, unknown> {
  const { reviewAnswer, rejectLabels } = verdictOf(record);
  const extracted = extractedOf(record);
  return {
    applicantId: record.applicantId,
    actionStatus: 'Reviewed',
    reviewAnswer,
    rejectLabels,
    extFirstName: extracted.extractedFirstName,
    extLastName: extracted.extractedLastName,
    extDob: extracted.extractedBirthDate,
    extStreetNumber: extracted.extractedStreetNum,
    extStreetName: extracted.extractedStreet,
    extCity: extracted.extractedCity,
    extPostCode: extracted.extractedPostCode,
    extCountry: extracted.documentCountry,
    docCountryISO: extracted.documentCountry,
    docExpiry: null,
    sourceKey: record.sourceKey,
    externalUserId: record.externalUserId,
  };
}
