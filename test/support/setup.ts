// type-graphql reads the design types that this import makes available; it has to come before any decorator.
import 'reflect-metadata';
