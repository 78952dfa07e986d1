import { endWithParent } from './parent.mjs';
import { prepare } from './prepare.mjs';

/** `node .tasks/maintain.mjs <command> [arguments]`: one of the `src/commands/<command>.command.ts` that work beside the gateway. */
endWithParent();
await prepare({ build: true });
const [command] = process.argv.splice(2, 1);
await import(`../dist/commands/${command}.command.js`);
