"""Speaks to a gateway through the unmodified Python package openai. Usage: openai_chat.py BASE_URL"""

import json
import sys

import openai

TOOLS = [{"type": "function", "function": {"name": "weather", "parameters": {
    "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}]


def user(text):
    return [{"role": "user", "content": text}]


def models(client):
    ids = [model.id for model in client.models.list()]
    assert "echo" in ids and "echo/slow" in ids, ids
    assert client.models.retrieve("echo/slow").id == "echo/slow"


def chat(client):
    answer = client.chat.completions.create(model="echo", messages=user("hello big world"))
    assert answer.choices[0].message.content == "hello big world", answer
    assert answer.choices[0].message.role == "assistant", answer
    assert answer.choices[0].finish_reason == "stop", answer
    assert answer.usage.total_tokens == 6, answer


def stream(client):
    chunks = list(client.chat.completions.create(
        model="echo", messages=user("hello big world"), stream=True, stream_options={"include_usage": True}))
    words = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices and chunk.choices[0].delta.content]
    assert words == ["hello ", "big ", "world"], words
    assert chunks[-1].choices == [] and chunks[-1].usage.completion_tokens == 3, chunks[-1]
    assert len({chunk.id for chunk in chunks}) == 1, chunks


def stream_without_usage(client):
    chunks = list(client.chat.completions.create(model="echo", messages=user("hi"), stream=True))
    assert all(chunk.usage is None for chunk in chunks), chunks
    assert chunks[-1].choices[0].finish_reason == "stop", chunks


def tools(client):
    messages = user("Oslo")
    answer = client.chat.completions.create(model="echo/tools", messages=messages, tools=TOOLS)
    call = answer.choices[0].message.tool_calls[0]
    assert answer.choices[0].finish_reason == "tool_calls", answer
    assert call.function.name == "weather" and json.loads(call.function.arguments) == {"city": "Oslo"}, call
    messages += [answer.choices[0].message, {"role": "tool", "tool_call_id": call.id, "content": "rain all day"}]
    told = client.chat.completions.create(model="echo/tools", messages=messages, tools=TOOLS)
    assert told.choices[0].message.content == "rain all day", told


def streamed_tools(client):
    with client.chat.completions.stream(model="echo/tools", messages=user("Oslo"), tools=TOOLS) as events:
        call = events.get_final_completion().choices[0].message.tool_calls[0]
    assert call.function.name == "weather" and json.loads(call.function.arguments) == {"city": "Oslo"}, call


def raises(kind, status, code, client, model):
    try:
        client.chat.completions.create(model=model, messages=user("hello"))
    except openai.APIStatusError as error:
        assert type(error) is kind, repr(error)
        assert error.status_code == status and error.code == code, repr(error)
        return error
    raise AssertionError(f"{model} did not fail")


def errors(client):
    limited = raises(openai.RateLimitError, 429, "rate_limit_exceeded", client, "echo/error-429")
    assert limited.response.headers["retry-after"] == "1", limited.response.headers
    raises(openai.InternalServerError, 500, "provider_error", client, "echo/error-500")
    missing = raises(openai.NotFoundError, 404, "model_not_found", client, "no-such-model")
    assert missing.param == "model", missing.param


def wrong_request(client):
    try:
        client.chat.completions.create(model="echo", messages="no list")
    except openai.BadRequestError as error:
        assert error.param == "messages", repr(error)
        return
    raise AssertionError("a wrong request was served")


def cut_stream(client):
    said = []
    try:
        for chunk in client.chat.completions.create(model="echo/cut", messages=user("a b c d"), stream=True):
            said.append(chunk.choices[0].delta.content or "")
    except openai.APIError as error:
        assert "breaks off" in str(error), repr(error)
        assert "".join(said) == "a b ", said
        return
    raise AssertionError("the stream that broke off looked complete")


def raw(client):
    response = client.chat.completions.with_raw_response.create(
        model="echo/error-500", messages=user("hello"), extra_body={"x_own": {"deep": [1.5, None]}},
        extra_headers={"x-modelscan-fallbacks": "echo"})
    assert response.status_code == 200, response.status_code
    assert response.headers["x-modelscan-provider"] == "echo", response.headers
    assert response.headers["x-modelscan-attempts"] == "2", response.headers
    assert response.parse().choices[0].message.content == "hello"


def main(base_url):
    client = openai.OpenAI(base_url=base_url, api_key="unused", max_retries=0, timeout=30)
    for check in (models, chat, stream, stream_without_usage, tools, streamed_tools, errors, wrong_request, cut_stream, raw):
        check(client)
        print(f"python openai {openai.__version__}: {check.__name__} ok")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
