"""Speaks to a gateway through the unmodified Python package google-genai. Usage: google_genai.py ADDRESS"""

import sys

from google import genai
from google.genai import errors, types

TOOL = types.Tool(function_declarations=[types.FunctionDeclaration(
    name="weather", parameters_json_schema={"type": "object", "properties": {"city": {"type": "string"}}})])


def models(client):
    names = [model.name for model in client.models.list(config={"page_size": 1000})]
    assert "models/echo" in names, names[:20]
    assert client.models.get(model="echo").name == "models/echo"


def whole(client):
    answer = client.models.generate_content(model="echo", contents="hello big world")
    assert answer.text == "hello big world", answer
    assert answer.usage_metadata.candidates_token_count == 3, answer
    assert answer.candidates[0].finish_reason == types.FinishReason.STOP, answer


def stream(client):
    words = [chunk.text for chunk in client.models.generate_content_stream(model="echo", contents="hello big world")
             if chunk.text]
    assert words == ["hello ", "big ", "world"], words


def tools(client):
    config = types.GenerateContentConfig(tools=[TOOL], automatic_function_calling={"disable": True})
    answer = client.models.generate_content(model="echo/tools", contents="Oslo", config=config)
    call = answer.function_calls[0]
    assert call.name == "weather" and call.args == {"city": "Oslo"}, answer
    told = client.models.generate_content(model="echo/tools", config=config, contents=[
        types.UserContent("Oslo"), answer.candidates[0].content,
        types.Content(role="user", parts=[types.Part.from_function_response(name="weather", response={"result": "rain all day"})])])
    assert "rain all day" in told.text, told


def count(client):
    assert client.models.count_tokens(model="echo", contents="hello big world").total_tokens > 0


def embeddings(client):
    answer = client.models.embed_content(model="echo/embedding", contents=["one", "two"])
    assert len(answer.embeddings) == 2 and len(answer.embeddings[0].values) > 0, answer


def failures(client):
    for model, code in (("echo/error-429", 429), ("echo/error-500", 500), ("no-such-model", 404)):
        try:
            client.models.generate_content(model=model, contents="hello")
        except errors.APIError as error:
            assert error.code == code, repr(error)
        else:
            raise AssertionError(f"{model} did not fail")


def main(address):
    client = genai.Client(api_key="unused", http_options=types.HttpOptions(base_url=address, timeout=30_000))
    for check in (models, whole, stream, tools, count, embeddings, failures):
        check(client)
        print(f"python google-genai {genai.__version__}: {check.__name__} ok")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
