export { AccountEntity, type Account } from './account.entity.js';
export { PersonEntity, type Person } from './person.entity.js';
export { RoleGrantEntity } from './role-grant.entity.js';
export { SessionEntity } from './session.entity.js';
export { councilRoles, grantedRoles, type CouncilRole, type GrantedRole } from './role.js';
export { anonymous, hasRole, holds, isSignedIn, type SignedInViewer, type Viewer } from './viewer.js';
