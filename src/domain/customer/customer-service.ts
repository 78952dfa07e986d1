import type { Clock } from '../clock.js';
import type { DocumentService } from '../document/document-service.js';
import { conflict, invalid, ProblemError } from '../problem.js';
import type { CallContext } from '../provider/call-context.js';
import type { CustomerAnswer, CustomerOutcome, EncodedImage, OnboardingInput } from '../provider/customer-port.js';
import type { ProviderDirectory } from '../provider/provider-directory.js';
import { providerCommand } from '../provider/provider-problem.js';
import type { ProviderReads } from '../provider/provider-reads.js';
import type { Sourced } from '../provider/source.js';
import { type Actor, isStaff } from '../session/actor.js';
import type { CustomerLink, CustomerLinkRepository, LinkState } from './customer-link.js';

/** Onboarding as the API takes it: images are documents that were uploaded before. */
export interface OnboardCustomerRequest extends Omit<OnboardingInput, 'idDocuments' | 'profilePhoto'> {
  readonly idDocuments: readonly (Omit<OnboardingInput['idDocuments'][number], 'front' | 'back'> & {
    readonly frontDocumentId: string | null;
    readonly backDocumentId: string | null;
  })[];
  readonly photoDocumentId: string | null;
}

export interface CustomerDependencies {
  readonly links: CustomerLinkRepository;
  readonly providers: ProviderDirectory;
  readonly reads: ProviderReads;
  /** A keyed hash, so that an identity number can be a key without being kept. */
  readonly fingerprint: (text: string) => string;
  readonly documents: DocumentService;
  readonly newId: () => string;
  readonly clock: Clock;
}

/** Customers of the customer data platform. */
export class CustomerService {
  constructor(private readonly deps: CustomerDependencies) {}

  /** Staff find anybody. For a customer, every record but the one linked to their own account does not exist. */
  async find(
    actor: Actor,
    input: { readonly idType: string; readonly idNumber: string },
    maxAgeMs: number | null,
    context: CallContext,
  ): Promise<Sourced<CustomerAnswer>> {
    const { providerId, port } = this.deps.providers.choose('CUSTOMER');
    const found = await this.deps.reads.read(
      { providerId, kind: 'customer-lookup', recordKey: this.deps.fingerprint(`${input.idType}:${input.idNumber}`) },
      maxAgeMs,
      () => port.findCustomer(input, context),
    );
    if (found.value === null || isStaff(actor)) return found;
    const links = await this.deps.links.findByUsers([actor.userId]);
    const number = found.value.customer?.customerNumber;
    const own = links.some((link) => link.providerId === providerId && link.customerNumber === number);
    return own ? found : { ...found, value: NOT_FOUND };
  }

  /** The live record of a linked customer; null while the onboarding has not succeeded. */
  read(link: CustomerLink, maxAgeMs: number | null, context: CallContext): Promise<Sourced<CustomerAnswer>> | null {
    const { customerNumber, providerId } = link;
    if (customerNumber === null) return null;
    return this.deps.reads.read({ providerId, kind: 'customer', recordKey: customerNumber }, maxAgeMs, async () =>
      this.deps.providers.portOf(providerId, 'CUSTOMER').getCustomer(customerNumber, context),
    );
  }

  /** Sent at most once for a user: an onboarding cannot be undone, so an unknown outcome blocks the next until a person has looked. */
  async onboard(actor: Actor, request: OnboardCustomerRequest, context: CallContext): Promise<Sourced<CustomerAnswer>> {
    const { links, providers, clock, newId } = this.deps;
    const { providerId, port } = providers.choose('CUSTOMER');
    checkLists(request);
    const input = await this.#withImages(actor, request);
    const now = clock();
    const pending: CustomerLink = {
      id: newId(),
      userId: actor.userId,
      providerId,
      customerNumber: null,
      state: 'PENDING',
      createdAt: now,
      updatedAt: now,
    };
    if (!(await links.claim(pending)))
      throw conflict(null, 'This account is already onboarded, or an onboarding is under way.');
    const settle = (state: LinkState, customerNumber: string | null) =>
      links.save({ ...pending, state, customerNumber, updatedAt: clock() });
    const answer = await providerCommand(
      () => port.onboardCustomer(input, context),
      (error) => settle(error.outcomeUnknown ? 'UNKNOWN' : 'FAILED', null),
    );
    if (answer.outcome !== 'ONBOARDED' || answer.customer === null) {
      await settle(answer.outcome === 'UNKNOWN' || answer.outcome === 'ONBOARDED' ? 'UNKNOWN' : 'FAILED', null);
      throw refusal(answer.outcome, providerId);
    }
    await settle('LINKED', answer.customer.customerNumber);
    return { value: answer, source: { providerId, state: 'LIVE', fetchedAt: clock(), error: null } };
  }

  async #withImages(actor: Actor, request: OnboardCustomerRequest): Promise<OnboardingInput> {
    const { idDocuments, photoDocumentId, ...rest } = request;
    const documents = await Promise.all(
      idDocuments.map(async ({ frontDocumentId, backDocumentId, ...document }, index) => ({
        ...document,
        front: await this.#image(actor, frontDocumentId, `idDocuments.${index}.frontDocumentId`),
        back: await this.#image(actor, backDocumentId, `idDocuments.${index}.backDocumentId`),
      })),
    );
    return {
      ...rest,
      idDocuments: documents,
      profilePhoto: await this.#image(actor, photoDocumentId, 'photoDocumentId'),
    };
  }

  async #image(actor: Actor, documentId: string | null, field: string): Promise<EncodedImage | null> {
    if (documentId === null) return null;
    const { document, bytes } = await this.deps.documents.getContent(actor, documentId, field);
    if (document.contentType.startsWith('image/')) return { bytes, contentType: document.contentType };
    throw invalid([{ field, message: 'must be an image' }]);
  }
}

function checkLists({ addresses, idDocuments }: OnboardCustomerRequest): void {
  const faults = Object.entries({ addresses, idDocuments })
    .filter(([, list]) => list.length === 0 || list.length > MAX_ENTRIES)
    .map(([field]) => ({ field, message: `must have 1 to ${MAX_ENTRIES} entries` }));
  if (faults.length > 0) throw invalid(faults);
}

const MAX_ENTRIES = 10;

const NOT_FOUND: CustomerAnswer = {
  outcome: 'NOT_FOUND',
  customer: null,
  raw: { providerStatus: null, providerCode: null, providerLabel: null },
};

const REFUSALS: Readonly<Partial<Record<CustomerOutcome, string>>> = {
  UNDER_COMPLIANCE_INVESTIGATION: 'The customer cannot be onboarded now.',
  BLOCKED: 'The customer cannot be onboarded.',
};

function refusal(outcome: CustomerOutcome, providerId: string): ProblemError {
  const blocked = REFUSALS[outcome];
  if (blocked !== undefined) return new ProblemError({ kind: 'Blocked', message: blocked });
  const message = 'The customer data platform did not accept the data.';
  return new ProblemError({ kind: 'ProviderRejected', message, providerId, field: null });
}
