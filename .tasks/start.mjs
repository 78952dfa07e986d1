import { endWithParent } from './parent.mjs';
import { prepare } from './prepare.mjs';

endWithParent();
await prepare({ build: true });
// In this very process: its signals, its exit code and its pid are the gateway's.
await import('../dist/main.js');
