import { describe, expect, it } from 'vitest';
import { KEYS, Registry, TAKEN, label, nameOf, type KeyName } from './keys.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more
});

describe('keys', () => {
  it('names a press', () => {
    expect(nameOf(press('F9'))).toBe('F9');
    expect(nameOf(press('z', { ctrlKey: true }))).toBe('Ctrl+Z');
    expect(nameOf(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl+Shift+Z');
    expect(nameOf(press('F9', { shiftKey: true }))).toBe('Shift+F9');
    expect(nameOf(press('F9', { altKey: true }))).toBe('');
    expect(label('Escape')).toBe('Esc');
  });

  it('uses no key that the web view takes', () => {
    for (const taken of TAKEN) expect(KEYS).not.toContain(taken);
    expect(() => new Registry().on('F5' as KeyName, () => {})).toThrow();
  });

  it('gives the key to the latest who asked, and back', () => {
    const registry = new Registry();
    const heard: string[] = [];
    registry.on('Escape', () => void heard.push('cart'));
    const off = registry.on('Escape', () => void heard.push('panel'));
    expect(registry.press(press('Escape'))).toBe(true);
    off();
    registry.press(press('Escape'));
    expect(heard).toEqual(['panel', 'cart']);
  });

  it('passes a key on when its owner declines', () => {
    const registry = new Registry();
    const heard: string[] = [];
    registry.on('Escape', () => void heard.push('cart'));
    registry.on('Escape', () => false);
    registry.press(press('Escape'));
    expect(heard).toEqual(['cart']);
  });

  it('means nothing when nobody asked', () => {
    expect(new Registry().press(press('F9'))).toBe(false);
  });
});
