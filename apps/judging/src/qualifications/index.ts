export { QUALIFICATION_ROWS, QualificationsModule } from './qualifications.module.js';
