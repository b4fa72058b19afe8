import { describe, expect, it } from 'vitest';
import { ConfigError, describeConfig, readConfig, variables } from './config.js';

describe('the configuration', () => {
  it('trusts no proxy unless told how many there are', () => {
    expect(readConfig({}).trustedProxies).toBe(0);
    expect(readConfig({ KENGASH_TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2);
    for (const wrong of ['-1', '1.5', 'all', '11']) {
      expect(() => readConfig({ KENGASH_TRUSTED_PROXIES: wrong })).toThrow(ConfigError);
    }
  });

  it('takes one server of NATS or those of a cluster, and refuses what it could not connect to', () => {
    expect(readConfig({}).natsUrl).toBeNull();
    for (const right of ['nats://bus', 'nats://user:p%40ss@bus:4222', 'tls://token@one:4222,tls://two:4222']) {
      expect(readConfig({ NATS_URL: right }).natsUrl).toBe(right);
    }
    for (const wrong of [
      'bus:4222',
      'http://bus:4222',
      'nats://',
      'nats://bus/path',
      'nats://bus?tls=1',
      'nats://one,two',
      'nats://one,nats://user:password@two',
      'nats://user:%zz@bus',
    ]) {
      expect(() => readConfig({ NATS_URL: wrong })).toThrow(/NATS_URL: must be an address/);
    }
  });

  it('never tells the credentials of NATS', () => {
    const source = { NATS_URL: 'nats://user:password@one:4222,nats://two:4222' };
    const told = describeConfig(readConfig(source), source).find(({ name }) => name === 'NATS_URL');
    expect(told?.value).toBe('nats://***@one:4222,nats://two:4222');
    expect(describeConfig(readConfig({}), {})).toContainEqual({ name: 'NATS_URL', value: '(PostgreSQL)', from: 'default' });
  });

  it('is told variable by variable, with where each comes from', () => {
    const source = { KENGASH_TRUSTED_PROXIES: '1' };
    const told = describeConfig(readConfig(source), source);
    expect(told.map(({ name }) => name)).toEqual(Object.keys(variables));
    expect(told).toContainEqual({ name: 'KENGASH_TRUSTED_PROXIES', value: '1', from: 'environment' });
    expect(told).toContainEqual({ name: 'KENGASH_COST_LIMIT', value: '10000', from: 'default' });
  });
});
