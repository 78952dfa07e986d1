import { EventEmitter } from 'node:events';

const FAULTS = {
  exception: () => {
    throw new TypeError('Asha Rao, asha@example.com');
  },
  rejection: () => Promise.reject(new TypeError('Asha Rao, asha@example.com')),
  event: () => new EventEmitter().emit('error', new TypeError('Asha Rao, asha@example.com')),
};

/** Loaded before the gateway by tests: on SIGUSR2 it has a fault that nobody hears, of the kind that FAULT names. */
process.on('SIGUSR2', () => setTimeout(FAULTS[process.env.FAULT], 0));
