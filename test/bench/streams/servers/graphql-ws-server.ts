// graphql-ws over type-graphql with the PubSub that its documentation names, as both document it.
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { createPubSub } from '@graphql-yoga/subscription';
import { useServer } from 'graphql-ws/use/ws';
import { buildSchema, Field, Float, Int, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import { WebSocketServer } from 'ws';
import { type PlainEvent, publishOnOrder } from './publishing.js';

@ObjectType()
class Event implements PlainEvent {
  @Field(() => Int)
  readonly seq!: number;

  @Field(() => Float)
  readonly at!: number;

  @Field(() => String)
  readonly body!: string;
}

@Resolver()
class EventResolver {
  @Query(() => Boolean)
  isThere(): boolean {
    return true;
  }

  @Subscription(() => Event, { topics: 'event' })
  event(@Root() event: Event): Event {
    return event;
  }
}

const pubSub = createPubSub<{ event: [PlainEvent] }>();
const schema = await buildSchema({ resolvers: [EventResolver], pubSub });
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/graphql', perMessageDeflate: false });
useServer({ schema }, server);
server.once('listening', () => {
  publishOnOrder((server.address() as AddressInfo).port, (event) => pubSub.publish('event', event));
});
