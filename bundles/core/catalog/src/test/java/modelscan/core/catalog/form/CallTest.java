package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.SpeechRequest;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final String MEDIA = ",'answer':{'media':{'body':true}}}";

    private static Form.Way way(String form, Request request) {
        return FormReader.read(Asked.json(form), request.operation(), "acme").way(Asked.values(request));
    }

    private static Call.Letter letter(String form, Request request) {
        return way(form, request).call().write(Asked.values(request), Asked.values(request));
    }

    private static Failure refused(String form, Request request) {
        return assertThrows(FailureException.class, () -> letter(form, request)).failure();
    }

    private static String text(Call.Letter letter) {
        return new String(letter.body(), StandardCharsets.UTF_8);
    }

    @Test
    void writesPathQueryHeadersAndJson() {
        Call.Letter letter = letter("{'path':'/v1/speak/{voice|21m00}?v=2','query':{'output_format':'{format}','m':'{model}',"
                + "'none':'{seed}','many':['{voice|x}','{text}']},'headers':{'X-Format':'{format}','X-None':'{seed}'},"
                + "'values':{'format':{'mp3':'mp3_44100_128'}},'body':{'text':'{text}'}" + MEDIA,
                Asked.speech(null, "mp3", "{'style':'calm'}"));
        assertEquals("POST", letter.method());
        assertEquals("/v1/speak/21m00?v=2&output_format=mp3_44100_128&m=acme%2Fmodel-1&many=x&many=Gr%C3%BC%C3%9Fe%20%F0%9F%98%80",
                letter.address());
        assertEquals("mp3_44100_128", letter.headers().get("x-format"));
        assertEquals("application/json", letter.headers().get("content-type"));
        assertEquals(2, letter.headers().size(), letter.headers().toString());
        assertEquals(Asked.json("{'text':'Grüße 😀','style':'calm'}"), Json.read(letter.body()));
    }

    @Test
    void addsTheCallersOwnFieldsWhereTheyAreNotYet() {
        Request request = Asked.speech("eva", null, "{'seed':5,'text':'other','~openai':1,'style':{'a':1}}");
        assertEquals(Asked.json("{'text':'Grüße 😀','voice':'eva','options':{'seed':5},'style':{'a':1}}"), Json.read(letter(
                "{'path':'/s','body':{'text':'{text}','voice':'{voice}','options':{'seed':'{seed}'}}" + MEDIA, request).body()));
        assertEquals(Asked.json("{'text':'Grüße 😀'}"),
                Json.read(letter("{'path':'/s','extra':false,'body':{'text':'{text}'}" + MEDIA, request).body()));
    }

    @Test
    void keepsTheSlashesOfAModelOnly() {
        String form = "{'path':'/{model}/x/{voice}'" + MEDIA;
        assertEquals("/acme/model-1/x/a%2Fb%3Fc%23", letter(form, Asked.speech("a/b?c#", null, "{}")).address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../admin", "a/../../b", ""})
    void letsNobodyClimb(String voice) {
        Failure failure = refused("{'path':'/v/{voice}'" + MEDIA, Asked.speech(voice, null, "{}"));
        assertEquals("voice", failure.field().orElseThrow());
        Values climbing = new Values("../../admin", Asked.speech(null, null, "{}"));
        assertThrows(FailureException.class, () -> way("{'path':'/v/{model}'" + MEDIA, climbing.request()).call().write(climbing, climbing));
    }

    @Test
    void namesWhatIsMissing() {
        Failure failure = refused("{'path':'/v/{voice}'" + MEDIA, Asked.speech(null, null, "{}"));
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertTrue(failure.message().contains("'voice' is needed"), failure.message());
    }

    @Test
    void letsNobodyAddAHeader() {
        assertEquals("x-voice", refused("{'path':'/v','headers':{'X-Voice':'{voice}'}" + MEDIA,
                Asked.speech("a\r\nAuthorization: b", null, "{}")).field().orElseThrow().toLowerCase(Locale.ROOT));
    }

    @Test
    void writesParts() {
        Call.Letter letter = letter("{'path':'/t','type':'multipart','body':{'file':'{sound.bytes}','model_id':'{model}',"
                + "'tags':['a','b'],'none':'{seed}','on':true,'a\\\"b':'{language}'},'answer':{'text':'text'}}", Asked.sound());
        String type = letter.headers().get("content-type");
        assertTrue(type.startsWith("multipart/form-data; boundary="), type);
        String line = "--" + type.substring(type.indexOf('=') + 1);
        String field = "\r\ncontent-disposition: form-data; name=";
        assertEquals(line + field + "\"file\"; filename=\"file.mp3\"\r\ncontent-type: audio/mpeg\r\n\r\n\u0001\u0002\u0003\u0004\r\n"
                + line + field + "\"model_id\"\r\n\r\nacme/model-1\r\n" + line + field + "\"tags\"\r\n\r\na\r\n"
                + line + field + "\"tags\"\r\n\r\nb\r\n" + line + field + "\"on\"\r\n\r\ntrue\r\n"
                + line + field + "\"a%22b\"\r\n\r\nde\r\n" + line + "--\r\n", text(letter));
    }

    @Test
    void writesFormsBytesAndNothing() {
        Call.Letter form = letter("{'path':'/t','type':'form','body':{'q':'{text}','l':[1,2]}" + MEDIA, Asked.speech(null, null, "{}"));
        assertEquals("q=Gr%C3%BC%C3%9Fe%20%F0%9F%98%80&l=1&l=2", text(form));
        Call.Letter bytes = letter("{'path':'/t','type':'bytes','body':'{sound.bytes}','answer':{'text':'t'}}", Asked.sound());
        assertArrayEquals(Asked.SOUND, bytes.body());
        assertEquals("audio/mpeg", bytes.headers().get("content-type"));
        assertEquals("application/json", bytes.headers().get("accept"));
        Call.Letter none = letter("{'method':'GET','path':'/s','query':{'q':'{text}'}" + MEDIA, Asked.speech(null, null, "{'a':1}"));
        assertEquals(0, none.body().length);
        assertFalse(none.headers().containsKey("content-type"));
    }

    @Test
    void wantsTheBytesThemselves() {
        Failure failure = refused("{'path':'/t','type':'bytes','body':'{sound.bytes}','answer':{'text':'t'}}",
                Asked.transcription(Asked.LINK));
        assertEquals(ErrorCode.UNSUPPORTED, failure.code());
    }

    @Test
    void choosesTheWayByWhatIsThere() {
        Form form = FormReader.read(Json.read(Asked.bytes("[{'when':'source','path':'/image_to_video','answer':{'media':{'url':'u'}}},"
                + "{'path':'/text_to_video','answer':{'media':{'url':'u'}}}]")), Operation.VIDEO, "acme");
        assertEquals("/image_to_video", form.way(Asked.values(Asked.video(Asked.LINK))).call().target().address(name -> Optional.empty()));
        assertEquals("/text_to_video", form.way(Asked.values(Asked.video())).call().target().address(name -> Optional.empty()));
        Form picky = FormReader.read(Asked.json("{'when':'source','path':'/i','answer':{'media':{'url':'u'}}}"), Operation.VIDEO, "a");
        assertEquals("source", assertThrows(FailureException.class, () -> picky.way(Asked.values(Asked.video()))).failure().field().orElseThrow());
    }

    @Test
    void choosesTheWayByTheModel() {
        String ways = "[{'when':{'model':['acme/model-*','b'],'source':[]},'path':'/one','answer':{'media':{'url':'u'}}},"
                + "{'when':{'model':'other'},'path':'/two','answer':{'media':{'url':'u'}}}";
        Form form = FormReader.read(Json.read(Asked.bytes(ways + "]")), Operation.VIDEO, "acme");
        assertEquals("/one", form.way(Asked.values(Asked.video(Asked.LINK))).call().target().address(name -> Optional.empty()));
        Failure unfit = assertThrows(FailureException.class, () -> form.way(Asked.values(Asked.video()))).failure();
        assertEquals("this provider needs 'model' to be other for video", unfit.message());
        Form told = FormReader.read(Json.read(Asked.bytes(ways + ",{'refuses':'ask elsewhere'}]")), Operation.VIDEO, "acme");
        Failure refused = assertThrows(FailureException.class, () -> told.way(Asked.values(Asked.video()))).failure();
        assertEquals(ErrorCode.UNSUPPORTED, refused.code());
        assertEquals("ask elsewhere", refused.message());
    }

    @Test
    void writesTextIntoXml() {
        Request request = new SpeechRequest("m", "a<b & 'c' \"d\" >", Optional.of("eva"), Optional.empty(), Optional.empty(), Json.object());
        String form = "{'path':'/s','type':'bytes','headers':{'content-type':'application/ssml+xml'},"
                + "'body':'<v name=\"{voice.xml}\">{text.xml}</v>'" + MEDIA;
        String xml = form.replace('\'', '"').replace("name=\"{voice.xml}\"", "name=\\\"{voice.xml}\\\"");
        Form.Way way = FormReader.read(Json.read(xml.getBytes(StandardCharsets.UTF_8)), request.operation(), "acme").way(Asked.values(request));
        assertEquals("<v name=\"eva\">a&lt;b &amp; &apos;c&apos; &quot;d&quot; &gt;</v>",
                text(way.call().write(Asked.values(request), Asked.values(request))));
        assertEquals(List.of(), FormBack.losses(way, Asked.values(request)));
    }

    @Test
    void tellsWhatHasNoPlace() {
        Request speech = Asked.speech("eva", "mp3", "{'seed':1,'~openai':2}");
        Form.Way bare = way("{'path':'/s','extra':false,'body':{'t':'{text}'}" + MEDIA, speech);
        assertEquals("[voice, format, seed]", fields(FormBack.losses(bare, Asked.values(speech))));
        Form.Way full = way("{'path':'/s/{voice}','query':{'f':'{format}'},'body':{'t':'{text}'}" + MEDIA, speech);
        assertEquals("[]", fields(FormBack.losses(full, Asked.values(speech))));
        Request image = Asked.image("1x1", 2, List.of(Asked.LINK, Asked.LINK), "{}");
        Form.Way picture = way("{'path':'/s','body':{'w':'{width}','i':'{source}'}" + MEDIA, image);
        assertEquals("[prompt, count, sources]", fields(FormBack.losses(picture, Asked.values(image))));
    }

    @Test
    void tellsThatAPictureOrSoundIsOfTheWrongKind() {
        String bytes = "{'path':'/s','body':{'p':'{prompt}','i':'{source.bytes}'}" + MEDIA;
        Request linked = Asked.image(null, 1, List.of(Asked.LINK), "{}");
        assertEquals("[sources: the provider takes no pictures of this kind: send the picture itself]",
                FormBack.losses(way(bytes, linked), Asked.values(linked)).toString());
        Request inside = Asked.image(null, 1, List.of(Asked.PICTURE), "{}");
        assertEquals("[]", fields(FormBack.losses(way(bytes, inside), Asked.values(inside))));
        String link = "{'path':'/s','body':{'i':'{sound.url}'},'answer':{'text':'t'}}";
        assertEquals(ErrorCode.UNSUPPORTED, assertThrows(FailureException.class,
                () -> FormBack.losses(way(link, Asked.sound()), Asked.values(Asked.sound()))).failure().code());
    }

    @Test
    void doesNotForgetTextsToEmbed() {
        String form = "{'path':'/e','body':{'i':'{input}'},'answer':{'vectors':{'items':'d'}}}";
        Request one = Asked.embedding("a");
        assertEquals("[purpose]", fields(FormBack.losses(way(form, one), Asked.values(one))));
        Request two = Asked.embedding("a", "b");
        assertThrows(FailureException.class, () -> FormBack.losses(way(form, two), Asked.values(two)));
    }

    private static String fields(List<String> losses) {
        return losses.stream().map(loss -> loss.substring(0, loss.indexOf(':'))).toList().toString();
    }
}
