export { AppointmentEntity, type Appointment } from './appointment.entity.js';
export { CouncilEntity, type Council } from './council.entity.js';
export { SeatEntity, type Seat, type SeatCategory, type SeatFunction } from './seat.entity.js';
