import type { RunnerAfterCommand } from '../../domain/runner/runner-records.js';
import { orProblem } from '../common/result-union.js';
import type { GraphqlContext } from '../context/context.js';

/** The provider's answer to the command is its state now: nobody asks again for the fields of the result. */
export function afterRunnerCommand(context: GraphqlContext, command: () => Promise<RunnerAfterCommand>) {
  return orProblem(async () => {
    const { runner, state } = await command();
    context.loaders.runnerState.put(runner, state);
    return runner;
  });
}
