import type { CallContext } from '../../../src/domain/provider/call-context.js';
import {
  CATALOGUE_CAPABILITIES,
  type CataloguePorts,
  type CheckFile,
} from '../../../src/domain/provider/catalogue-ports.js';
import type { CheckResult } from '../../../src/domain/provider/check-ports.js';
import { FakePort } from './fake-port.js';
import { JPEG } from './memory-document-store.js';
import { checkResult } from './provider-samples.js';

/** Every further check of the catalogue, which one provider offers in production too. */
export class FakeCataloguePort extends FakePort {
  /** What every check finds, and what reading it again finds. */
  result: CheckResult = checkResult();
  /** The masked image; null: the document was refused. */
  masked: CheckFile | null = { filename: 'masked.jpg', contentType: 'image/jpeg', bytes: JPEG };

  check(input: { readonly checkId: string }, context: CallContext) {
    return this.answer('check', input, context, () => this.result);
  }

  readAgain(referenceId: string, context: CallContext) {
    return this.answer('readAgain', referenceId, context, () => this.result);
  }

  submitCode(input: { readonly referenceId: string; readonly code: string }, context: CallContext) {
    return this.answer('submitCode', input, context, () => this.result);
  }

  mask(input: { readonly checkId: string }, context: CallContext) {
    return this.answer('mask', input, context, () => ({ result: this.result, file: this.masked }));
  }

  /** This fake as each of the ports. */
  get ports(): Partial<CataloguePorts> {
    return Object.fromEntries(CATALOGUE_CAPABILITIES.map((capability) => [capability, this]));
  }
}
