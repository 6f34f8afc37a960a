// Speaks to a gateway through the unmodified Node packages of Anthropic, Google and Ollama. Usage: vendors.mjs ADDRESS
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { Ollama } from 'ollama';

const address = process.argv[2];
const user = (text) => [{ role: 'user', content: text }];
const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

const anthropic = new Anthropic({ baseURL: address, apiKey: 'unused', maxRetries: 0 });
const gemini = new GoogleGenAI({ apiKey: 'unused', httpOptions: { baseUrl: address } });
const ollama = new Ollama({ host: address });

const checks = {
  '@anthropic-ai/sdk': {
    async whole() {
      const answer = await anthropic.messages.create({ model: 'echo', max_tokens: 100, messages: user('hello big world') });
      assert.equal(answer.content[0].text, 'hello big world');
    },
    async stream() {
      const words = [];
      const events = anthropic.messages.stream({ model: 'echo', max_tokens: 100, messages: user('hello big world') });
      events.on('text', (text) => words.push(text));
      const final = await events.finalMessage();
      assert.deepEqual(words, ['hello ', 'big ', 'world']);
      assert.equal(final.stop_reason, 'end_turn');
    },
    async tools() {
      const tools = [{ name: 'weather', input_schema: city }];
      const final = await anthropic.messages.stream({ model: 'echo/tools', max_tokens: 100, messages: user('Oslo'), tools }).finalMessage();
      assert.deepEqual(final.content.at(-1).input, { city: 'Oslo' });
    },
    async errors() {
      await assert.rejects(anthropic.messages.create({ model: 'echo/error-429', max_tokens: 9, messages: user('a') }),
        Anthropic.RateLimitError);
    },
  },
  '@google/genai': {
    async whole() {
      assert.equal((await gemini.models.generateContent({ model: 'echo', contents: 'hello big world' })).text, 'hello big world');
    },
    async stream() {
      const words = [];
      for await (const chunk of await gemini.models.generateContentStream({ model: 'echo', contents: 'hello big world' })) {
        if (chunk.text) words.push(chunk.text);
      }
      assert.deepEqual(words, ['hello ', 'big ', 'world']);
    },
    async tools() {
      const tools = [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: city }] }];
      const answer = await gemini.models.generateContent({ model: 'echo/tools', contents: 'Oslo', config: { tools } });
      assert.deepEqual(answer.functionCalls[0].args, { city: 'Oslo' });
    },
    async errors() {
      await assert.rejects(gemini.models.generateContent({ model: 'echo/error-429', contents: 'a' }), { status: 429 });
    },
  },
  ollama: {
    async whole() {
      assert.equal((await ollama.chat({ model: 'echo', messages: user('hello big world') })).message.content, 'hello big world');
    },
    async stream() {
      const words = [];
      for await (const part of await ollama.chat({ model: 'echo', messages: user('hello big world'), stream: true })) {
        if (part.message.content) words.push(part.message.content);
      }
      assert.deepEqual(words, ['hello ', 'big ', 'world']);
    },
    async models() {
      assert.ok((await ollama.list()).models.some((model) => model.name === 'echo'));
    },
  },
};

const require = createRequire(import.meta.url);
for (const [name, all] of Object.entries(checks)) {
  const declared = require('./package.json').dependencies[name];
  for (const [what, check] of Object.entries(all)) {
    await check();
    console.log(`node ${name} ${declared}: ${what} ok`);
  }
}
