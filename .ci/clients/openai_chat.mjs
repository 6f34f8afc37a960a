// Speaks to a gateway through the unmodified npm package openai. Usage: openai_chat.mjs BASE_URL
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { VERSION } from 'openai/version';

const TOOLS = [{ type: 'function', function: { name: 'weather', parameters: {
  type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } } }];

const user = (text) => [{ role: 'user', content: text }];

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const checks = {
  async models(client) {
    const ids = (await collect(await client.models.list())).map((model) => model.id);
    assert.ok(ids.includes('echo') && ids.includes('echo/slow'), ids.join());
    assert.equal((await client.models.retrieve('echo/slow')).id, 'echo/slow');
  },

  async chat(client) {
    const answer = await client.chat.completions.create({ model: 'echo', messages: user('hello big world') });
    assert.equal(answer.choices[0].message.content, 'hello big world');
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, 6);
  },

  async stream(client) {
    const chunks = await collect(await client.chat.completions.create({
      model: 'echo', messages: user('hello big world'), stream: true, stream_options: { include_usage: true } }));
    const words = chunks.map((chunk) => chunk.choices[0]?.delta.content).filter(Boolean);
    assert.deepEqual(words, ['hello ', 'big ', 'world']);
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.equal(chunks.at(-1).usage.completion_tokens, 3);
  },

  async tools(client) {
    const messages = user('Oslo');
    const answer = await client.chat.completions.create({ model: 'echo/tools', messages, tools: TOOLS });
    const call = answer.choices[0].message.tool_calls[0];
    assert.equal(answer.choices[0].finish_reason, 'tool_calls');
    assert.equal(call.function.name, 'weather');
    assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Oslo' });
    messages.push(answer.choices[0].message, { role: 'tool', tool_call_id: call.id, content: 'rain all day' });
    const told = await client.chat.completions.create({ model: 'echo/tools', messages, tools: TOOLS });
    assert.equal(told.choices[0].message.content, 'rain all day');
  },

  async streamedTools(client) {
    const stream = client.chat.completions.stream({ model: 'echo/tools', messages: user('Oslo'), tools: TOOLS });
    const call = (await stream.finalChatCompletion()).choices[0].message.tool_calls[0];
    assert.equal(call.function.name, 'weather');
    assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Oslo' });
  },

  async errors(client) {
    const fails = (model, kind, status, code) => assert.rejects(
      client.chat.completions.create({ model, messages: user('hello') }),
      (error) => error.constructor === kind && error.status === status && error.code === code);
    await fails('echo/error-429', OpenAI.RateLimitError, 429, 'rate_limit_exceeded');
    await fails('echo/error-500', OpenAI.InternalServerError, 500, 'provider_error');
    await fails('no-such-model', OpenAI.NotFoundError, 404, 'model_not_found');
    await assert.rejects(client.chat.completions.create({ model: 'echo', messages: 'no list' }),
      (error) => error instanceof OpenAI.BadRequestError && error.param === 'messages');
  },

  async cutStream(client) {
    const stream = await client.chat.completions.create({ model: 'echo/cut', messages: user('a b c d'), stream: true });
    const said = [];
    await assert.rejects(async () => {
      for await (const chunk of stream) said.push(chunk.choices[0].delta.content ?? '');
    }, (error) => error instanceof OpenAI.APIError && /breaks off/.test(error.message));
    assert.equal(said.join(''), 'a b ');
  },

  async leaving(client) {
    const stream = await client.chat.completions.create({
      model: 'echo/slow', messages: user('word '.repeat(1000)), stream: true });
    for await (const chunk of stream) if (chunk.choices[0].delta.content) break;
    assert.ok(stream.controller.signal.aborted);
  },

  async raw(client) {
    const { data, response } = await client.chat.completions.create(
      { model: 'echo/error-500', messages: user('hello'), x_own: { deep: [1.5, null] } },
      { headers: { 'x-modelscan-fallbacks': 'echo' } }).withResponse();
    assert.equal(response.headers.get('x-modelscan-provider'), 'echo');
    assert.equal(response.headers.get('x-modelscan-attempts'), '2');
    assert.equal(data.choices[0].message.content, 'hello');
  },
};

const [baseURL] = process.argv.slice(2);
if (!baseURL) {
  console.error('Usage: openai_chat.mjs BASE_URL');
  process.exit(64);
}
const client = new OpenAI({ baseURL, apiKey: 'unused', maxRetries: 0, timeout: 30_000 });
for (const [name, check] of Object.entries(checks)) {
  await check(client);
  console.log(`node openai ${VERSION}: ${name} ok`);
}
