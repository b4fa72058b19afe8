export { PublishedRatingEntity, type PublishedRating } from './published-rating.entity.js';
export { PublishedTotalEntity, type PublishedTotal } from './published-total.entity.js';
export { seedPublishedRatings } from './published-rating.seed.js';
