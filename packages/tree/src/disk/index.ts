/** The disk: directories, digests, the lock of a cluster, and obstacles for a file. */
export { ClusterDirectory, parentOf, type Obstacle } from './cluster-directory.ts';
export { digestOf, isDigest } from './digest.ts';
export { ioProblem, isErrorWith, TreeAccessError } from './io-problem.ts';
export { acquireLock, LockedError, lockedProblem, type Lock } from './lock.ts';
export { obstacleProblem } from './obstacle-problem.ts';
