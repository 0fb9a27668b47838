import { PlatformModule, type ServiceDefinition } from '@equipoise/platform';
import type { Provider, Type } from '@nestjs/common';
import { World } from './world.js';

/** A neighbour of the service under test: the same platform, made-up answers. */
export function fakeService(
  name: ServiceDefinition['name'],
  world: World,
  { controllers, providers }: { controllers: Type[]; providers: Provider[] },
): ServiceDefinition {
  class FakeNeighbourModule {
    readonly name = name;
  }
  return {
    name,
    module: (env) => ({
      module: FakeNeighbourModule,
      imports: [PlatformModule.forService({ service: name, env, entities: [], migrations: [] })],
      controllers,
      providers: [...providers, { provide: World, useValue: world }],
    }),
  };
}
