export { PublishedRatingEntity, type PublishedRating } from './published-rating.entity.js';
export { PublishedTotalEntity, type PublishedTotal } from './published-total.entity.js';
export { seedPublishedRatings } from './published-rating.seed.js';
export { publishedRatingById } from './published-rating.loader.js';
export { PublishedRatingResolver, PublishedTotalResolver } from './published-rating.resolver.js';
export { toPublishedRating } from './published-rating.type.js';
