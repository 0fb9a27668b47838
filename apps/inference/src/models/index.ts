export type {
  LocalModel,
  Prices,
  RegisteredModel,
  RemoteModel,
} from './domain/registered-model.js';
