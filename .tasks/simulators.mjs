import { endWithParent } from './parent.mjs';
import { prepare } from './prepare.mjs';

endWithParent();
await prepare({ build: true });
await import('../dist/commands/simulators.command.js');
