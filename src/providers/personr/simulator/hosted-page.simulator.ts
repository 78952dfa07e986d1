import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApplicantRecord, addDocument, startCheck } from './applicant.simulator.js';

/** Where the simulator's own hosted page is; below it the applicant's id. */
export const HOSTED_PATH = '/hosted';

/** `customLink` comes with this flow only, as an operator's own domain is a setting of a flow. */
const FLOW_WITH_CUSTOM_LINK = 'KYC enhanced';

export function linkResponse(record: ApplicantRecord, request: FastifyRequest): Record<string, unknown> {
  const verificationLink = `http://${request.host}${HOSTED_PATH}/${record.applicantId}`;
  const custom = { customLink: `https://verify.example.com/${record.applicantId}` };
  return { verificationLink, ...(record.flowName === FLOW_WITH_CUSTOM_LINK ? custom : {}) };
}

/** One button in place of the vendor's camera: it stands for every document the flow asks for. */
export function hostedPage(reply: FastifyReply): FastifyReply {
  return reply.type('text/html').send(
    `<!doctype html><html lang="en"><title>Simulated verification</title><h1>Simulated verification</h1>
<form method="post"><button>Give a passport and a selfie, and finish</button></form></html>`,
  );
}

export function finishHosted(record: ApplicantRecord, now: number): void {
  addDocument(record, { docType: 'PASSPORT', docSubType: 'FRONT_SIDE', country: 'AUS' });
  addDocument(record, { docType: 'SELFIE', docSubType: null, country: 'AUS' });
  startCheck(record, now);
}

export function thanks(reply: FastifyReply): FastifyReply {
  return reply
    .type('text/html')
    .send(
      '<!doctype html><html lang="en"><title>Simulated verification</title><p>Thank you. The review has begun.</p></html>',
    );
}
