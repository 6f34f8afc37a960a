"""Speaks every other operation through the unmodified Python package openai. Usage: openai_more.py ADDRESS"""

import base64
import io
import sys

import openai
from pydantic import BaseModel


def responses(client):
    answer = client.responses.create(model="echo", input="hello responses")
    assert answer.output_text == "hello responses", answer
    assert answer.usage.output_tokens > 0, answer


def responses_stream(client):
    said, kinds = [], []
    with client.responses.stream(model="echo", input="hello big world") as events:
        for event in events:
            kinds.append(event.type)
            if event.type == "response.output_text.delta":
                said.append(event.delta)
        final = events.get_final_response()
    assert "".join(said) == "hello big world" == final.output_text, said
    assert kinds[0] == "response.created" and kinds[-1] == "response.completed", kinds


def responses_tools(client):
    tool = {"type": "function", "name": "weather", "strict": False, "parameters": {
        "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}
    answer = client.responses.create(model="echo/tools", input="Oslo", tools=[tool])
    call = next(item for item in answer.output if item.type == "function_call")
    assert call.name == "weather" and "Oslo" in call.arguments, call
    told = client.responses.create(model="echo/tools", tools=[tool], input=[
        {"role": "user", "content": "Oslo"}, call.model_dump(exclude_none=True),
        {"type": "function_call_output", "call_id": call.call_id, "output": "rain all day"}])
    assert told.output_text == "rain all day", told


def embeddings(client):
    both = client.embeddings.create(model="echo/embedding", input=["one", "two"])
    assert len(both.data) == 2 and len(both.data[0].embedding) > 0, both
    assert both.data[0].embedding != both.data[1].embedding
    floats = client.embeddings.create(model="echo/embedding", input="one", encoding_format="float")
    assert len(floats.data[0].embedding) == len(both.data[0].embedding)


def images(client):
    image = client.images.generate(model="echo/image", prompt="a square", response_format="b64_json")
    png = base64.b64decode(image.data[0].b64_json)
    assert png.startswith(b"\x89PNG"), png[:8]
    edited = client.images.edit(model="echo/image", prompt="rounder", image=("a.png", io.BytesIO(png), "image/png"))
    assert edited.data[0].b64_json or edited.data[0].url, edited


def speech(client):
    sound = client.audio.speech.create(model="echo/speech", voice="alloy", input="hello", response_format="wav")
    assert sound.read().startswith(b"RIFF")
    with client.audio.speech.with_streaming_response.create(
            model="echo/speech", voice="alloy", input="hello", response_format="wav") as response:
        assert response.headers["content-type"] == "audio/wav", response.headers
        assert b"".join(response.iter_bytes()).startswith(b"RIFF")


def transcription(client):
    sound = client.audio.speech.create(model="echo/speech", voice="alloy", input="hello", response_format="wav").read()
    said = client.audio.transcriptions.create(model="echo/transcription", file=("a.wav", sound))
    assert "wav" in said.text, said
    told = client.audio.transcriptions.create(model="echo/transcription", file=("a.wav", sound), response_format="verbose_json")
    assert told.text == said.text and told.duration is not None, told
    plain = client.audio.transcriptions.create(model="echo/transcription", file=("a.wav", sound), response_format="text")
    assert str(plain).strip() == said.text, plain
    events = list(client.audio.transcriptions.create(model="echo/transcription", file=("a.wav", sound), stream=True))
    assert events[-1].type == "transcript.text.done", events


def moderation(client):
    assert client.moderations.create(model="echo/moderation", input="kind words").results[0].flagged is False


def videos(client):
    video = client.videos.create_and_poll(model="echo/video", prompt="a cat", poll_interval_ms=200)
    assert video.status == "completed", video
    assert len(client.videos.download_content(video.id).read()) > 0
    assert any(each.id == video.id for each in client.videos.list())


class City(BaseModel):
    name: str


def structured(client):
    answer = client.chat.completions.parse(
        model="echo", messages=[{"role": "user", "content": '{"name":"Oslo"}'}], response_format=City)
    assert answer.choices[0].message.parsed == City(name="Oslo"), answer


def main(address):
    client = openai.OpenAI(base_url=address + "/v1", api_key="unused", max_retries=0, timeout=30)
    for check in (responses, responses_stream, responses_tools, embeddings, images, speech, transcription, moderation,
                  videos, structured):
        check(client)
        print(f"python openai {openai.__version__}: {check.__name__} ok")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
