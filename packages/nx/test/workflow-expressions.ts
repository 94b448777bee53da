/** What expressions may read: `github`, `steps`, `needs` and so on. */
export type Context = Readonly<Record<string, unknown>>;

/** Several texts with their expressions evaluated. */
export function evaluatedAll(texts: Readonly<Record<string, string>> = {}, context: Context): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, String(evaluated(text, context))]));
}

/** A text with its expressions evaluated; the value itself where it is one expression alone. */
export function evaluated(text: unknown, context: Context): unknown {
  if (typeof text !== 'string') return text;
  const [, alone] = /^\$\{\{([^}]*)\}\}$/.exec(text) ?? [];
  if (alone !== undefined) return expression(alone, context);
  return text.replaceAll(/\$\{\{([^}]*)\}\}/g, (_, inner: string) => String(expression(inner, context)));
}

/** Whether a condition of a job or step holds; without a status function it also needs that nothing failed. */
export function isTrue(
  condition: string | undefined,
  context: Context,
  status: { failed: boolean; succeeded: boolean },
): boolean {
  const inner = condition?.replace(/^\$\{\{|\}\}$/g, '') ?? 'success()';
  const value = expression(inner, context, status);
  return Boolean(value) && (/cancelled|failure|success/.test(inner) || status.succeeded);
}

/** An expression of GitHub, in JavaScript: the operators are the same, and what is not there counts as an empty text. */
function expression(text: string, context: Context, status = { failed: false, succeeded: true }): unknown {
  const code = text
    .split(/('[^']*')/)
    .map((part) =>
      part.startsWith("'")
        ? part
        : part.replaceAll(/\b(?:github|vars|secrets|needs|steps|matrix|runner|env|inputs)(?:\.[\w-]+)+/g, 'get("$&")'),
    )
    .join('');
  const get = (path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => Reflect.get(Object(value), key), context) ?? '';
  const names = ['get', 'contains', 'fromJSON', 'cancelled', 'failure', 'success'];
  const values = [
    get,
    (list: readonly unknown[], value: unknown) => list.includes(value),
    (json: string): unknown => JSON.parse(json),
    () => false,
    () => status.failed,
    () => status.succeeded,
  ];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- expressions of the workflows under test
  return (new Function(...names, `return (${code});`) as (...args: unknown[]) => unknown)(...values);
}
