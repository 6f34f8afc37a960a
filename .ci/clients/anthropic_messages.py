"""Speaks to a gateway through the unmodified Python package anthropic. Usage: anthropic_messages.py ADDRESS"""

import sys

import anthropic

TOOLS = [{"name": "weather", "description": "tells the weather", "input_schema": {
    "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}]


def user(text):
    return [{"role": "user", "content": text}]


def models(client):
    ids = [model.id for model in client.models.list(limit=1000)]
    assert "echo" in ids, ids[:20]


def whole(client):
    answer = client.messages.create(model="echo", max_tokens=100, system="be brief", messages=user("hello big world"))
    assert answer.content[0].text == "hello big world", answer
    assert answer.stop_reason == "end_turn" and answer.usage.output_tokens == 3, answer


def stream(client):
    with client.messages.stream(model="echo", max_tokens=100, messages=user("hello big world")) as events:
        words = list(events.text_stream)
        final = events.get_final_message()
    assert words == ["hello ", "big ", "world"], words
    assert final.stop_reason == "end_turn" and final.usage.output_tokens == 3, final


def thinking(client):
    answer = client.messages.create(model="echo/think", max_tokens=2000, messages=user("hello"),
                                    thinking={"type": "enabled", "budget_tokens": 1024})
    assert [block.type for block in answer.content] == ["thinking", "text"], answer


def tools(client):
    answer = client.messages.create(model="echo/tools", max_tokens=100, messages=user("Oslo"), tools=TOOLS)
    call = next(block for block in answer.content if block.type == "tool_use")
    assert answer.stop_reason == "tool_use" and call.name == "weather" and call.input == {"city": "Oslo"}, answer
    told = client.messages.create(model="echo/tools", max_tokens=100, tools=TOOLS, messages=user("Oslo") + [
        {"role": "assistant", "content": answer.content},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call.id, "content": "rain all day"}]}])
    assert told.content[0].text == "rain all day", told


def streamed_tools(client):
    with client.messages.stream(model="echo/tools", max_tokens=100, messages=user("Oslo"), tools=TOOLS) as events:
        final = events.get_final_message()
    assert final.content[-1].input == {"city": "Oslo"}, final


def count(client):
    assert client.messages.count_tokens(model="echo", messages=user("hello big world")).input_tokens > 0


def fails(client, kind, model, **more):
    try:
        client.messages.create(model=model, max_tokens=100, messages=user("hello"), **more)
    except kind as error:
        return error
    raise AssertionError(f"{model} did not fail with {kind.__name__}")


def errors(client):
    limited = fails(client, anthropic.RateLimitError, "echo/error-429")
    assert limited.body["type"] == "error" and limited.body["error"]["type"] == "rate_limit_error", limited.body
    fails(client, anthropic.InternalServerError, "echo/error-500")
    missing = fails(client, anthropic.NotFoundError, "no-such-model")
    assert missing.body["error"]["type"] == "not_found_error", missing.body


def cut_stream(client):
    said = []
    try:
        with client.messages.stream(model="echo/cut", max_tokens=100, messages=user("a b c d")) as events:
            for text in events.text_stream:
                said.append(text)
    except anthropic.APIError:
        assert "".join(said) == "a b ", said
        return
    raise AssertionError("the stream that broke off looked complete")


def main(address):
    client = anthropic.Anthropic(base_url=address, api_key="unused", max_retries=0, timeout=30)
    for check in (models, whole, stream, thinking, tools, streamed_tools, count, errors, cut_stream):
        check(client)
        print(f"python anthropic {anthropic.__version__}: {check.__name__} ok")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
