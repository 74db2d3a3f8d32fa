/** The sound of a code nobody knows: two low tones, unlike the scanner's own beep. */
let context: AudioContext | undefined;

export function unknownSound() {
  try {
    context ??= new AudioContext();
    const from = context.currentTime;
    for (const [index, pitch] of [220, 165].entries()) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.type = 'square';
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.08, from + index * 0.16);
      volume.gain.exponentialRampToValueAtTime(0.0001, from + index * 0.16 + 0.14);
      tone.connect(volume).connect(context.destination);
      tone.start(from + index * 0.16);
      tone.stop(from + index * 0.16 + 0.15);
    }
  } catch {
    // A machine without sound still shows the red line.
  }
}
