export { stacksOf, type Stack } from './stacks/stack.ts';
