import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isObject, optionalString } from '../../json-reader.js';
import { misbehave } from './misbehaviour.simulator.js';
import { type CregoSimulatorState, type SimulatedRunner, stepDone, wireTime } from './state.simulator.js';

const REF_ID = /^[a-zA-Z0-9_-]{5,50}$/;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A runner as the body wants it, not yet in the state; null when the request has its answer. */
export async function newRunner(
  request: FastifyRequest,
  reply: FastifyReply,
  { runners }: Pick<CregoSimulatorState, 'runners'>,
  user: string,
): Promise<SimulatedRunner | null> {
  const body = isObject(request.body) ? request.body : {};
  const flow = optionalString(body, 'flow_id');
  const prefix = optionalString(body, 'ref_prefix') ?? 'RUNNER';
  const count = Object.keys(runners).length;
  const refId = optionalString(body, 'ref_id') ?? `${prefix}-${100 + count}-${100 + Math.floor(Math.random() * 900)}`;
  const fault = faultOf(flow, refId);
  if (flow === null || fault !== null) {
    reply.code(400).send(fault);
    return null;
  }
  if (refId.startsWith('SIM-CREATE-ERROR') && (await misbehave('error', request, reply))) return null;
  return {
    id: randomUUID(),
    ref_id: refId,
    flow_id: flow,
    created_at: wireTime(),
    updated_at: null,
    created_by: user,
    updated_by: user,
    current_node: 'pan_or_gst',
    visited: {},
    business_name: null,
    applicants: [],
    current_applicant_id: null,
    step: stepDone(),
  };
}

function faultOf(flow: string | null, refId: string): Record<string, readonly string[]> | null {
  if (flow === null) return { flow_id: ['This field is required.'] };
  if (!UUID.test(flow)) return { flow_id: ['Must be a valid UUID.'] };
  return REF_ID.test(refId) ? null : { ref_id: ['Enter a valid value.'] };
}
