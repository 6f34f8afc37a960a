package modelscan.core.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file in the form of the OSGi Configurator and remembers the lines.
 *
 * <pre>{@code
 * { ":configurator:version": "1.0.0",
 *   "modelscan.http.gateway": { "port:Integer": 8080 },       // a comment
 *   "modelscan.provider~openai": { "key": "$[secret:openai]" } }
 * }</pre>
 */
final class SettingsReader {
    private static final String CONFIGURATOR = ":configurator:";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).maxStringLength(1_000_000).build())
            .build();

    private final String file;
    private final byte[] bytes;
    private final JsonParser parser;

    private SettingsReader(String file, byte[] bytes, JsonParser parser) {
        this.file = file;
        this.bytes = bytes;
        this.parser = parser;
    }

    static List<Section> read(String file, byte[] bytes) throws UnreadableException {
        // Bytes and not a stream: the offsets are needed to cut out nested objects.
        try (JsonParser parser = JSON.createParser(bytes)) {
            return new SettingsReader(file, bytes, parser).sections();
        } catch (JsonProcessingException malformed) {
            throw new UnreadableException("conf/" + file + " line " + malformed.getLocation().getLineNr() + ", column "
                    + malformed.getLocation().getColumnNr() + ": " + words(malformed));
        } catch (IOException e) {
            throw new UnreadableException("conf/" + file + " is not valid JSON: " + e.getMessage());
        }
    }

    private List<Section> sections() throws IOException, UnreadableException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("an object is wanted whose keys are PIDs");
        }
        List<Section> sections = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String pid = parser.currentName();
            int line = line();
            JsonToken value = parser.nextToken();
            if (pid.startsWith(CONFIGURATOR)) {
                parser.skipChildren();
            } else if (value == JsonToken.START_OBJECT && !pid.isBlank()) {
                sections.add(new Section(file, line, pid, settings()));
            } else {
                throw wrong("the value of '" + pid + "' must be an object with the settings of that PID");
            }
        }
        if (parser.nextToken() != null) {
            throw wrong("there is more after the end of the object");
        }
        return sections;
    }

    private List<Setting> settings() throws IOException, UnreadableException {
        List<Setting> settings = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int line = line();
            parser.nextToken();
            if (key.startsWith(CONFIGURATOR)) {
                parser.skipChildren();
                continue;
            }
            int colon = key.lastIndexOf(':');
            String name = colon < 0 ? key : key.substring(0, colon);
            settings.add(new Setting(name, colon < 0 ? "" : key.substring(colon + 1), value(name), line));
        }
        return settings;
    }

    private Object value(String key) throws IOException, UnreadableException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case START_ARRAY -> list(key);
            case START_OBJECT -> objectAsText();
            default -> throw wrong("the value of '" + key + "' must not be null");
        };
    }

    private List<Object> list(String key) throws IOException, UnreadableException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(key));
        }
        return list;
    }

    /** The Configurator's rule: a configuration cannot hold an object, so it gets its text. */
    private String objectAsText() throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** A secret without its quotes is an unknown word to the parser; it must not get into a message. */
    private static String words(JsonProcessingException malformed) {
        String first = malformed.getOriginalMessage().lines().findFirst().orElse("");
        return first.startsWith("Unrecognized token") ? "a word without quotes that is not JSON" : first;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private UnreadableException wrong(String what) {
        return new UnreadableException("conf/" + file + " line " + line() + ", column "
                + parser.currentTokenLocation().getColumnNr() + ": " + what);
    }
}
