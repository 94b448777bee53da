import type { Found, Severity } from '../../risk-rule/index.ts';

const steps = ['Take the change back, unless what it protects is deleted next.'];

/** A protection that a change takes away. */
export function unprotected(
  path: string,
  effect: string,
  severity: Severity = 'high',
  ownSteps: readonly string[] = steps,
): Found {
  return { severity, path, effect, steps: ownSteps };
}
