export { newNodes, rootFrom } from './append.js';
export { completeSubtrees, type NodeCoordinate, type ReadNode, type TreeNode } from './complete-subtrees.js';
export { MerkleFold, merkleRoot } from './merkle-fold.js';
export { MissingNodeError, nodeReader } from './node-reader.js';
export { consistencyPlan, foldPlan, inclusionPlan, type ProofPlan } from './proof-plan.js';
export { emptyRoot, isTreeHash, leafHash, nodeHash } from './tree-hash.js';
export { isTreeSize } from './tree-size.js';
export { type ConsistencyClaim, verifyConsistency } from './verify-consistency.js';
export { type InclusionClaim, verifyInclusion } from './verify-inclusion.js';
