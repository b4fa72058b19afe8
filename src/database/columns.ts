import { p } from '@mikro-orm/core';
import { v4, v7 } from 'uuid';

/** A primary key in order of creation (UUID version 7, RFC 9562): for rows whose time of creation is no secret. */
export const orderedId = () => p.uuid().primary().onCreate(() => v7());

/** A random primary key (UUID version 4): for rows whose time of creation must not be read from their id. */
export const randomId = () => p.uuid().primary().onCreate(() => v4());

/** The database's own clock at the insert; no node's clock is ever stored. */
export const createdAt = () => p.datetime().defaultRaw('now()');

/** The optimistic lock that inputs of edits carry. */
export const version = () => p.integer().version();

/** A key that `language/` computes, compared byte by byte: the same order on every PostgreSQL. */
export const sortKey = () => p.text().collation('C');

/** An exact decimal of any size, text in code. (Without its column type the ORM would make it a whole number.) */
export const exactDecimal = () => p.decimal().columnType('numeric');
