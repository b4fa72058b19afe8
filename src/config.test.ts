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

  it('is told variable by variable, with where each comes from', () => {
    const source = { KENGASH_TRUSTED_PROXIES: '1' };
    const told = describeConfig(readConfig(source), source);
    expect(told.map(({ name }) => name)).toEqual(Object.keys(variables));
    expect(told).toContainEqual({ name: 'KENGASH_TRUSTED_PROXIES', value: '1', from: 'environment' });
    expect(told).toContainEqual({ name: 'KENGASH_COST_LIMIT', value: '10000', from: 'default' });
  });
});
