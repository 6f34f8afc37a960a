"""Speaks to a gateway through the unmodified Python package ollama. Usage: ollama_client.py ADDRESS"""

import sys
from importlib.metadata import version

import ollama

TOOLS = [{"type": "function", "function": {"name": "weather", "description": "tells the weather", "parameters": {
    "type": "object", "properties": {"city": {"type": "string", "description": "where"}}, "required": ["city"]}}}]


def user(text):
    return [{"role": "user", "content": text}]


def models(client):
    assert "echo" in [model.model for model in client.list().models]
    assert client.show("echo") is not None


def chat(client):
    answer = client.chat(model="echo", messages=user("hello big world"))
    assert answer.message.content == "hello big world" and answer.done and answer.eval_count == 3, answer


def stream(client):
    parts = list(client.chat(model="echo", messages=user("hello big world"), stream=True))
    assert [part.message.content for part in parts if part.message.content] == ["hello ", "big ", "world"], parts
    assert parts[-1].done and parts[-1].done_reason == "stop", parts[-1]


def generate(client):
    assert client.generate(model="echo", prompt="hello").response == "hello"


def tools(client):
    answer = client.chat(model="echo/tools", messages=user("Oslo"), tools=TOOLS)
    call = answer.message.tool_calls[0].function
    assert call.name == "weather" and call.arguments == {"city": "Oslo"}, answer


def embeddings(client):
    assert len(client.embed(model="echo/embedding", input=["one", "two"]).embeddings) == 2


def failures(client):
    try:
        client.chat(model="no-such-model", messages=user("hello"))
    except ollama.ResponseError as error:
        assert error.status_code == 404, repr(error)
        return
    raise AssertionError("a model that is not there answered")


def main(address):
    client = ollama.Client(host=address, timeout=30)
    for check in (models, chat, stream, generate, tools, embeddings, failures):
        check(client)
        print(f"python ollama {version('ollama')}: {check.__name__} ok")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
