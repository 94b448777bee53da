/** One step for a person. */
export interface Step {
  readonly title: string;
  /** The reason, and what to watch for. */
  readonly why: string;
  readonly commands: readonly string[];
}

/** Steps as paragraphs: numbered, with the commands to copy. */
export function numbered(steps: readonly Step[]): readonly string[] {
  return steps.map(({ title, why, commands }, index) => {
    const lines = commands.map((command) => `     ${command.replaceAll('\n', '\n     ')}`);
    return [`${index + 1}. ${title}\n   ${why}`, ...(lines.length === 0 ? [] : [lines.join('\n')])].join('\n\n');
  });
}
