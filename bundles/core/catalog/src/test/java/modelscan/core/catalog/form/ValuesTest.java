package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.TranscriptionRequest;
import modelscan.base.json.Json;
import modelscan.core.catalog.path.ValueText;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static void assertValues(Request request, String... namesAndValues) {
        for (int at = 0; at < namesAndValues.length; at += 2) {
            assertEquals(Optional.ofNullable(namesAndValues[at + 1]),
                    Asked.values(request).value(namesAndValues[at]).map(ValueText::of), namesAndValues[at]);
        }
    }

    @Test
    void speaks() {
        assertValues(Asked.speech("eva", null, "{'seed':5,'~openai':{'x':1},'none':null}"), "model", "acme/model-1",
                "text", "Grüße 😀", "text.length", "7", "voice", "eva", "format", null, "speed", null, "seed", "5",
                "~openai", null, "none", null, "prompt", null);
    }

    @Test
    void hearsBytesOrALink() {
        assertValues(Asked.sound(), "sound.url", null, "sound.data", "data:audio/mpeg;base64,AQIDBA==", "sound.base64",
                "AQIDBA==", "sound.bytes", "AQIDBA==", "sound.type", "audio/mpeg", "language", "de", "translate", null);
        assertValues(Asked.transcription(Asked.LINK), "sound.url", "https://a.example/cat.png", "sound.data", null,
                "sound.bytes", null, "sound.type", null, "sound", "https://a.example/cat.png");
        assertValues(new TranscriptionRequest("m", new Media.Upload("f-1"), Optional.empty(), true, Json.object()),
                "sound", null, "sound.url", null, "translate", "true");
    }

    @Test
    void paints() {
        assertValues(Asked.image("1792x1024", 2, List.of(Asked.PICTURE, Asked.LINK), "{}"), "prompt", "a cat", "size",
                "1792x1024", "width", "1792", "height", "1024", "ratio", "7:4", "count", "2", "source",
                "data:image/png;base64,CQgH", "source.base64", "CQgH", "source.url", null, "source.type", "image/png", "sources",
                "data:image/png;base64,CQgH,https://a.example/cat.png");
        assertValues(Asked.image("16:9", null, List.of(), "{'ratio':'1:1'}"), "size", null, "width", null, "ratio", "16:9",
                "source", null, "sources", null, "count", null);
        assertValues(Asked.image("auto", null, List.of(), "{}"), "size", "auto", "width", null, "ratio", null);
        assertValues(Asked.image("0x0", null, List.of(), "{}"), "width", "0", "ratio", "0:0");
    }

    @Test
    void films() {
        assertValues(Asked.video(Asked.LINK), "prompt", "a cat runs", "length", "5", "ratio", "16:9", "width", "1280",
                "source.url", "https://a.example/cat.png", "source.bytes", null);
    }

    @Test
    void embedsRanksSearchesAndJudges() {
        assertValues(Asked.embedding("a", "b"), "inputs", "a,b", "input", "a", "dimensions", null, "purpose", "query");
        assertValues(new RerankRequest("m", "q", List.of("x", "y"), Optional.of(1), Json.object()), "query", "q",
                "documents", "x,y", "limit", "1", "model", "acme/model-1");
        assertValues(new SearchRequest("m", "q", Optional.empty(), List.of(), Json.object()), "limit", null, "domains", null);
        assertValues(new ModerationRequest("m", List.of(new Part.Text("a"), new Part.Image(Asked.LINK, Optional.empty()),
                new Part.Text("b")), Json.object()), "inputs", "a,b", "text", "a\nb");
    }

    @Test
    void takesTheResultOfAnUploadFirst() {
        Lookup after = Asked.values(Asked.sound()).with("sound.url", Json.read("\"https://up.example/1\""));
        assertEquals("https://up.example/1", after.value("sound.url").orElseThrow().textValue());
        assertEquals("de", after.value("language").orElseThrow().textValue());
    }
}
