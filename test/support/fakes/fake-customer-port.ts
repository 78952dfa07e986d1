import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type { CustomerAnswer, CustomerPort, OnboardingInput } from '../../../src/domain/provider/customer-port.js';
import { FakePort } from './fake-port.js';
import { customerAnswer } from './provider-samples.js';

export class FakeCustomerPort extends FakePort implements CustomerPort {
  /** What `findCustomer` and `getCustomer` answer. */
  found: CustomerAnswer = customerAnswer('FOUND');
  readonly maxFileBytes = 1_000_000;
  onboarded: CustomerAnswer = customerAnswer('ONBOARDED');

  findCustomer(input: { readonly idType: string; readonly idNumber: string }, context: CallContext) {
    return this.answer('findCustomer', input, context, () => this.found);
  }

  onboardCustomer(input: OnboardingInput, context: CallContext) {
    return this.answer('onboardCustomer', input, context, () => this.onboarded);
  }

  getCustomer(customerNumber: string, context: CallContext) {
    return this.answer('getCustomer', customerNumber, context, () => this.found);
  }
}
