/**
 * Whether something ended with exit code 0; problems go to standard error.
 *
 * @param run imports what it runs: Nx loads executors before it has set the process up for the conditions of a workspace
 */
export async function reported(run: () => Promise<number>): Promise<{ success: boolean }> {
  const { ProblemsError } = await import('@espalier/model');
  try {
    return { success: (await run()) === 0 };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return { success: false };
  }
}
