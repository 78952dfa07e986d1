const POLL_MS = 250;

/**
 * Under npm the parent is a shell that hands no signal on: ending npm would leave this process behind, holding its port.
 * Once the parent is gone, this process gets the SIGTERM it should have had.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS);
  timer.unref();
}
