export { AppointmentEntity, type Appointment } from './appointment.entity.js';
export { CouncilEntity, type Council } from './council.entity.js';
export { SeatEntity, type Seat, type SeatCategory, type SeatFunction } from './seat.entity.js';
export { composition, councilRolesOf, todayInTashkent } from './composition.js';
export { councilById, type CouncilRow } from './council.loader.js';
export { seedCouncils } from './council.seed.js';
