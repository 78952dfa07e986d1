import type { CallContext } from '../../src/domain/kernel/call-context.js';

export const CONTEXT: CallContext = { principal: 'contract-test' };
