/** What is on disk: directories, digests of bytes, the lock of a cluster, and what stands in the way of a file. */
export { ClusterDirectory, parentOf, type Obstacle } from './cluster-directory.ts';
export { digestOf, isDigest } from './digest.ts';
export { ioProblem, isErrorWith, TreeAccessError } from './io-problem.ts';
export { acquireLock, LockedError, lockedProblem, type Lock } from './lock.ts';
export { obstacleProblem } from './obstacle-problem.ts';
