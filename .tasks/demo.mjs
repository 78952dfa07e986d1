import { prepare } from './prepare.mjs';

await prepare({ build: true });
await import('../dist/commands/play-demo.command.js');
