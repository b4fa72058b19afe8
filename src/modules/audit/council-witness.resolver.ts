import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, permission } from '../accounts/index.js';
import { CouncilType } from '../councils/index.js';
import { mayRegisterWitness } from './ledger.policy.js';

/** What the ledger adds to a council. */
@Resolver(() => CouncilType)
export class CouncilWitnessResolver {
  @FieldResolver(() => Permission, { description: 'Whether the viewer may register its witness of the ledger by `witnessRegister`.' })
  viewerCanRegisterWitness(@Root() council: CouncilType, @Ctx() context: Context): Permission {
    return permission(mayRegisterWitness(context.viewer, council.councilId), context);
  }
}
