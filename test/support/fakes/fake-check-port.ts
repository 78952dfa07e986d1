import type { CheckFile } from '../../../src/domain/check/kinds/check-file.js';
import { CHECK_CAPABILITIES } from '../../../src/domain/check/kinds/check-kinds.js';
import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type { CheckPorts, CheckResult } from '../../../src/domain/provider/check-port.js';
import { FakePort } from './fake-port.js';
import { JPEG } from './memory-document-store.js';
import { checkResult } from './provider-samples.js';

/** Every kind of check, which one provider offers in production too. */
export class FakeCheckPort extends FakePort {
  /** What every check finds. */
  result: CheckResult = checkResult();
  /** What reading an earlier check again finds; absent: the same. */
  laterResult: CheckResult | null = null;
  /** The masked image; null: the document was refused. */
  masked: CheckFile | null = { filename: 'masked.jpg', contentType: 'image/jpeg', bytes: JPEG };

  check(input: { readonly checkId: string }, context: CallContext) {
    return this.answer('check', input, context, () => this.result);
  }

  readAgain(referenceId: string, context: CallContext) {
    return this.answer('readAgain', referenceId, context, () => this.laterResult ?? this.result);
  }

  submitCode(input: { readonly referenceId: string; readonly code: string }, context: CallContext) {
    return this.answer('submitCode', input, context, () => this.result);
  }

  mask(input: { readonly checkId: string }, context: CallContext) {
    return this.answer('mask', input, context, () => ({ result: this.result, file: this.masked }));
  }

  /** This fake as each of the ports. */
  get ports(): Partial<CheckPorts> {
    return Object.fromEntries(CHECK_CAPABILITIES.map((capability) => [capability, this]));
  }
}
