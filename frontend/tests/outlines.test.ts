import { expect, it } from 'vitest';
import type { Point } from 'geojson';
import { outlines } from '../outlines.ts';

it('outlines are countries, each named within its largest piece', () => {
  const { features } = outlines('110m', 2);
  const pakistan = features.find(({ properties }) => properties?.['name'] === 'Pakistan')?.geometry;
  const [lon, lat] = (pakistan as Point).coordinates as [number, number];
  expect(Math.abs(lon - 69.5) + Math.abs(lat - 30)).toBeLessThan(2);
  expect(features.filter(({ properties }) => properties?.['kind'] === 'land').length).toBeGreaterThan(170);
});
