import { plainEnvironment, type Received } from './received.ts';

/** Statements go to the role; the pods receive nothing. */
export function policy(): Received {
  return plainEnvironment({});
}
