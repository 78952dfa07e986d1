import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of the benchmark that answers each message with one message, in order. */
export interface Child<Request, Reply> {
  ask(request: Request): Promise<Reply>;
  stop(): Promise<void>;
}

/** Starts `<file>`, given relative to this folder, as a process of its own, so that it takes no turn of ours. */
export function startChild<Request, Reply>(file: string): Child<Request, Reply> {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const waiting: { resolve(reply: Reply): void; reject(error: Error): void }[] = [];
  child.on('message', (reply) => waiting.shift()?.resolve(reply as Reply));
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      for (const { reject } of waiting.splice(0)) reject(new Error(`${file} ended with ${code}.`));
      resolve();
    });
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.send(request as object);
      }),
    async stop() {
      child.disconnect();
      await gone;
    },
  };
}

/** The other side: answers every message of the parent, and ends with it. */
export function serveParent<Request, Reply>(
  answer: (request: Request) => Promise<Reply>,
  end: () => Promise<void>,
): void {
  let turn: Promise<unknown> = Promise.resolve();
  process.on('message', (request) => {
    turn = turn.then(async () => process.send?.(await answer(request as Request)));
  });
  process.on('disconnect', () => {
    end()
      .finally(() => process.exit(0))
      .catch(() => undefined);
  });
}
