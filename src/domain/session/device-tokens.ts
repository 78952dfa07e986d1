import type { DeviceTokens, TextSigner } from './ports.js';

const ABOUT = 'a device';
const LIVES_MS = 180 * 24 * 3_600_000;

/** Signed and kept nowhere: a device token is worth a budget of its own for wrong answers, and nothing else. */
export function signedDeviceTokens(signer: TextSigner): DeviceTokens {
  return {
    issue: (userId, deviceId, at) => signer.sign([userId, deviceId, at.getTime()].join(' '), ABOUT),
    read(token, at) {
      const [userId, deviceId, issuedAt] = signer.read(token, ABOUT)?.split(' ') ?? [];
      if (userId === undefined || deviceId === undefined) return null;
      return Number(issuedAt) + LIVES_MS > at.getTime() ? { userId, deviceId } : null;
    },
  };
}
