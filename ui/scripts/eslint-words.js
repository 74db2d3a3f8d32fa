/**
 * One house rule: no words in components. A text node or a spoken attribute that holds letters is
 * reported, because it would stay French (or English) for everybody.
 */
const LETTERS = /\p{L}{2,}/u;
const SPOKEN = new Set(['title', 'placeholder', 'alt', 'label', 'aria-label', 'aria-description']);

/** @type {import('eslint').ESLint.Plugin} */
export default {
  rules: {
    'no-literal-text': {
      meta: { type: 'problem', schema: [], messages: { literal: 'Put "{{text}}" in messages/.' } },
      create(context) {
        /** @param {any} node @param {string} text */
        const report = (node, text) =>
          context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } });
        return {
          /** @param {any} node */
          SvelteText(node) {
            const name = node.parent?.name?.name;
            if (name === 'style' || name === 'script') return;
            if (LETTERS.test(node.value)) report(node, node.value);
          },
          /** @param {any} node */
          SvelteAttribute(node) {
            if (!SPOKEN.has(node.key.name)) return;
            for (const part of node.value) {
              if (part.type === 'SvelteLiteral' && LETTERS.test(part.value))
                report(part, part.value);
            }
          }
        };
      }
    }
  }
};
