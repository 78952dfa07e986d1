import type { Actor } from '../kernel/actor.js';
import type { CallContext } from '../kernel/call-context.js';
import { getOwned } from '../kernel/owned-records.js';
import { ProblemError } from '../kernel/problem.js';
import type { Runner } from '../runner/runner.js';
import type { DocumentDelivery } from './document-delivery.js';
import type { DocumentRepository } from './document-ports.js';

export interface RunnerDocumentsDependencies {
  readonly documents: DocumentRepository;
  readonly delivery: Pick<DocumentDelivery, 'toRunner'>;
}

/** Our documents as the provider of a runner knows them. */
export class RunnerDocuments {
  constructor(private readonly deps: RunnerDocumentsDependencies) {}

  /**
   * The provider's id of a document; gives it a copy first when it has none. A copy more does no harm, so one of unknown
   * outcome is sent again. `field` names the input that referred to the document.
   */
  async providerIdOf(
    actor: Actor,
    runner: Runner,
    input: { readonly documentId: string; readonly field: string },
    context: CallContext,
  ): Promise<string> {
    const { documents, delivery } = this.deps;
    const document = await getOwned(documents, actor, input.documentId, input.field);
    const copies = await documents.findCopies([document.id]);
    const sent = copies.find((copy) => copy.runnerId === runner.id && copy.state === 'SENT');
    if (sent?.providerDocumentId != null) return sent.providerDocumentId;
    const { state, providerDocumentId, errorCode } = await delivery.toRunner(document, runner, context);
    if (state === 'SENT' && providerDocumentId !== null) return providerDocumentId;
    throw notTaken(runner.providerId, errorCode, input.field);
  }
}

function notTaken(providerId: string, errorCode: string | null, field: string): ProblemError {
  const message = 'The provider did not take a document of this step; the step was not sent.';
  if (errorCode === null || errorCode === 'PROVIDER_REJECTED')
    return new ProblemError({ kind: 'ProviderRejected', message, providerId, field });
  return new ProblemError({
    kind: 'ProviderUnavailable',
    message,
    providerId,
    providerErrorCode: errorCode,
    retryable: true,
    retryAfter: null,
    outcomeUnknown: false,
  });
}
