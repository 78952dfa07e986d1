import { DEMO_CHECKS } from '../../../demo/people.js';
import type { SimulatedSession } from './sessions.simulator.js';

/** The Aadhaar check of the demo that waits for its code. */
export const FIRST_CODES: Readonly<Record<string, true>> = { [DEMO_CHECKS.aadhaarReferenceId]: true };

/** The DigiLocker session of the demo, to which the person has consented. */
export function firstSessions(): Record<string, SimulatedSession> {
  const reference = DEMO_CHECKS.digilockerReferenceId;
  const documents = ['AADHAAR', 'PAN'];
  const body = {
    verification_id: 'demo-digilocker',
    reference_id: Number(reference),
    document_requested: documents,
    status: 'AUTHENTICATED',
    document_consent: documents,
    user_details: { name: 'Nila Das', dob: '12-04-1990', gender: 'F', eaadhaar: 'Y', mobile: '9000000003' },
  };
  const session: SimulatedSession = {
    kind: 'digilocker',
    before: body,
    after: body,
    hint: '',
    endsAt: 0,
    event: '',
    legacy: false,
    disorder: false,
    told: true,
  };
  return { [reference]: session };
}
