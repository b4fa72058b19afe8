export { PresenceCommandResolver } from './presence-command.resolver.js';
export { personsOfAccounts } from './presence.loader.js';
export type { PresenceRoom } from './presence.policy.js';
export { PresenceMemberResolver, PresenceResolver } from './presence.resolver.js';
export { createPresenceStreamResolver } from './presence-stream.resolver.js';
export type { PresenceRooms } from './room.port.js';
