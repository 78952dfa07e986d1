import type { FastifyRequest } from 'fastify';
import { isObject } from '../../json-reader.js';
import { invalidField, missing, SimulatedError } from './magic-inputs.simulator.js';

const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

export interface LivenessUpload {
  readonly verificationId: unknown;
  readonly filename: string;
}

/** Reads the form as the suite does; throws its 400s. */
export async function readLivenessUpload(request: FastifyRequest): Promise<LivenessUpload> {
  const form = isObject(request.body) ? request.body : {};
  const field = form.verification_id;
  const verificationId = isObject(field) ? field.value : undefined;
  const image = form.image;
  if (!isObject(image) || typeof image.toBuffer !== 'function') throw missing('image_field');
  const bytes: unknown = await image.toBuffer();
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) throw missing('image_field');
  if (bytes.length > MAX_IMAGE_BYTES) {
    throw new SimulatedError(400, 'file_size_exceeded', 'file size should be less than 10 MB');
  }
  if (!/^image\/(jpe?g|png)$/.test(String(image.mimetype))) throw invalidField('image');
  return { verificationId, filename: String(image.filename ?? '') };
}

type Face = 'live' | 'spoof' | 'notReal' | 'none' | 'several';

/** What the picture shows is told by its file name. */
export function faceIn(filename: string): Face {
  if (/spoof/i.test(filename)) return 'spoof';
  if (/not-?real/i.test(filename)) return 'notReal';
  if (/no-?face/i.test(filename)) return 'none';
  return /two-?faces/i.test(filename) ? 'several' : 'live';
}

const SCORES: Readonly<Record<Face, number>> = { live: 0.97, spoof: 0.04, notReal: 0.02, none: 0, several: 0 };

/** `POST /liveliness`: the legacy names. It has no word for a face that is not real. */
export function legacyBody(reference: number, verificationId: string, face: Face): object {
  const status = { none: 'FACE_NOT_DETECTED', several: 'MULTIPLE_FACE_DETECTED' }[String(face)] ?? 'SUCCESS';
  return {
    reference_id: reference,
    verification_id: verificationId,
    status,
    liveliness: face === 'live',
    score: SCORES[face],
  };
}

/** `POST /face-liveness` */
export function currentBody(reference: number, verificationId: string, face: Face): object {
  const common = { reference_id: reference, verification_id: verificationId };
  const verdict = { liveness: face === 'live', liveness_score: SCORES[face] };
  if (face === 'none') return { ...common, status: 'FACE_NOT_DETECTED', ...verdict };
  if (face === 'several') return { ...common, status: 'MULTIPLE_FACES_DETECTED', ...verdict };
  return {
    ...common,
    status: face === 'notReal' ? 'REAL_FACE_NOT_DETECTED' : 'SUCCESS',
    ...verdict,
    gender: { value: 'Female', confidence: 0.98 },
    age_range: { min: 25, max: 35 },
    eye_wear: { value: false, confidence: 0.95 },
    face_occluded: { value: false, confidence: 0.99 },
    eyes_open: { value: true, confidence: 0.97 },
    quality: { blur: false, bright: true, exposure: 'NEUTRAL' },
    pose: { face_alignment: 'CENTRE', head_turned: false },
  };
}
