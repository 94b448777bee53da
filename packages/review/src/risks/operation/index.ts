export { applicationMoves } from './application-moves.ts';
export { credentialInPlainText } from './credential-in-plain-text.ts';
export { handEdit } from './hand-edit.ts';
export { hostMoves } from './host-moves.ts';
export { missingSecret } from './missing-secret.ts';
export { restartInterrupts } from './restart-interrupts.ts';
export { tooFewPods } from './too-few-pods.ts';
