import type { Transaction } from '../../database/unit-of-work.js';
import { take } from '../../machine.js';
import type { CycleEffects } from '../cycles/index.js';
import { endTimer } from '../facilitation/index.js';
import { PublicationEntity } from './publication.entity.js';
import { publicationMachine } from './publication.machine.js';
import { stagePublication } from './stage.js';

/** What becomes of a cycle's table when it moves: it is staged at FINAL, and withdrawn when the cycle is given up then. */
export const publicationEffects: CycleEffects = {
  async apply(transaction, { cycle, to, viewer }) {
    if (to === 'CANCELLED') {
      await withdrawStaged(transaction, cycle.id);
    }
    if (to === 'FINAL') {
      await stagePublication(transaction, cycle, viewer);
    }
    return [];
  },
};

/** The table of a cycle that is given up is approved by nobody any more. It was never public, and does not become so. */
async function withdrawStaged(transaction: Transaction, cycleId: string): Promise<void> {
  for (const publication of await transaction.em.find(PublicationEntity, { cycleId, state: { $in: ['STAGED', 'EMBARGOED'] } })) {
    take(publicationMachine, publication, 'withdraw');
    await endTimer(transaction, publication.id);
    transaction.enter({
      action: 'publication.withdrawn',
      subjectType: 'Publication',
      subjectId: publication.id,
      body: { number: publication.number },
    });
  }
}
